//! Accepts connections, and stops without cutting off what is in flight.
//!
//! By hand on hyper, because axum's own loop has neither a deadline for request
//! heads nor one for stopping.

use std::{future::Future, io, sync::Arc, time::Duration};

use axum::Router;
use hyper::{
    Request,
    body::Incoming,
    server::conn::http1,
    service::{Service as _, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};

use self::{patient::Patient, turn_away::Doorman};
use crate::{crowd::Crowd, limits::Peer, shares::Share};

mod patient;
mod turn_away;

/// A head must be there so soon; an idle connection is closed after it.
const HEAD_DEADLINE: Duration = Duration::from_secs(30);

/// The longest head. It is what one connection has in memory beside its body.
const HEAD_MAX: usize = 64 * 1024;

/// What is in flight has so long to finish after the server was told to stop.
const STOP_DEADLINE: Duration = Duration::from_secs(15);

/// After an error like "too many open files" the next try waits.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves the crowd until `stop` comes, then finishes what is in flight.
pub async fn serve(listener: TcpListener, router: Router, crowd: Arc<Crowd>, stop: impl Future<Output = ()>) {
    let connections = GracefulShutdown::new();
    let doorman = Doorman::default();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, address)) => match crowd.connect() {
                    Some(seat) => begin(stream, seat, Peer(address.ip()), &router, &connections),
                    None => doorman.turn_away(stream).await,
                },
                Err(error) => pause(&error).await,
            },
            () = &mut stop => break,
        }
    }
    drop(listener);
    if tokio::time::timeout(STOP_DEADLINE, connections.shutdown()).await.is_err() {
        tracing::warn!("some connections were cut off");
    }
}

fn begin(stream: TcpStream, seat: Share, peer: Peer, router: &Router, connections: &GracefulShutdown) {
    // Small answers must not wait for more.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection was lost at once");
    }
    let router = router.clone();
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        TowerToHyperService::new(router.clone()).call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_DEADLINE)
        .max_buf_size(HEAD_MAX)
        .serve_connection(TokioIo::new(Patient::new(stream)), service);
    let watched = connections.watch(connection);
    tokio::spawn(async move {
        let _seat = seat;
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection ended early");
        }
    });
}

async fn pause(error: &io::Error) {
    tracing::warn!(%error, "a connection was not accepted");
    tokio::time::sleep(PAUSE).await;
}
