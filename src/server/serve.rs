//! Serving: listen, answer, stop when asked to, forget what is old.

use std::{sync::Arc, time::Duration};

use domain::time::Timestamp;
use tokio::{net::TcpListener, signal::unix, sync::watch, task::JoinHandle, time};

use crate::{config::Settings, jobs, listen, office::Office, open::open_to_citizens, outbox, routes::router, session};

/// Old requests are forgotten this often.
const TIDY: Duration = Duration::from_secs(3_600);

/// Letters that are under way have so long after the last answer.
const SENDING: Duration = Duration::from_secs(10);

/// Serves until SIGTERM or SIGINT, then finishes what is in flight.
///
/// # Errors
/// What keeps it from starting, in a sentence.
pub async fn serve(settings: &Settings) -> Result<(), String> {
    let office = open_to_citizens(settings).await?;
    let listener = TcpListener::bind(settings.listen)
        .await
        .map_err(|error| format!("{} cannot be listened on: {error}", settings.listen))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    tracing::info!(database = %settings.database.display(), "Sunwai listens on http://{address}");
    println!("Sunwai listens on http://{address}");
    let tidying = tokio::spawn(tidy(Arc::clone(&office)));
    let following = tokio::spawn(jobs::run(Arc::clone(&office)));
    let (stop, stopped) = watch::channel(false);
    let sending = tokio::spawn(outbox::run(Arc::clone(&office), stopped));
    listen::serve(listener, router(office), asked_to_stop()).await;
    tidying.abort();
    following.abort();
    finish_sending(&stop, sending).await;
    tracing::info!("stopped");
    Ok(())
}

/// Lets letters that are under way arrive; what is not written down by then goes
/// out once more after the next start.
async fn finish_sending(stop: &watch::Sender<bool>, sending: JoinHandle<()>) {
    stop.send_replace(true);
    if time::timeout(SENDING, sending).await.is_err() {
        tracing::warn!("some letters were under way; they may arrive twice");
    }
}

async fn asked_to_stop() {
    let mut terminate = unix::signal(unix::SignalKind::terminate()).expect("a Unix has this signal");
    let mut interrupt = unix::signal(unix::SignalKind::interrupt()).expect("a Unix has this signal");
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

/// Forgets requests and sessions that are older than their days.
async fn tidy(office: Arc<Office>) {
    let mut hourly = time::interval(TIDY);
    loop {
        hourly.tick().await;
        let now = office.clock.now();
        let forgotten = async {
            office.store.forget_old(now).await?;
            office.store.forget_sessions(Timestamp(now.0 - session::LONGEST), now).await
        };
        if let Err(error) = forgotten.await {
            tracing::warn!(%error, "old requests were not forgotten; tried again in an hour");
        }
    }
}
