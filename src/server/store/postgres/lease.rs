//! What one process does for all of them, as long as it goes on doing it.

use async_trait::async_trait;
use domain::time::Timestamp;

use super::{PostgresStore, fault::Fault, link::Link};
use crate::store::{
    StoreError,
    lease::{LeaseStore, Task},
};

#[async_trait]
impl LeaseStore for PostgresStore {
    async fn take_lease(&self, task: Task, now: Timestamp, until: Timestamp) -> Result<bool, StoreError> {
        let asked = (task, self.holder.clone(), now, until);
        self.links
            .write(&asked, |unit, (task, holder, now, until)| Box::pin(take(unit.link(), *task, holder, *now, *until)))
            .await
    }
}

/// Whoever has it keeps it; another one gets it when it is over.
async fn take(link: &Link, task: Task, holder: &str, now: Timestamp, until: Timestamp) -> Result<bool, Fault> {
    let taken = link
        .execute(
            "insert into lease (name, holder, until)
             values ($1, $2, $3)
             on conflict (name) do update
             set holder = excluded.holder,
                 until = excluded.until
             where lease.holder = excluded.holder
             or lease.until <= $4
             or lease.until > $5",
            &[&task.to_string(), &holder, &until.0, &now.0, &(now.0 + task.longest())],
        )
        .await?;
    Ok(taken == 1)
}
