//! Accepts connections, and stops without cutting off what is in flight.
//!
//! By hand on hyper, because axum's own loop has neither a deadline for request
//! heads nor one for stopping.

use std::{future::Future, io, time::Duration};

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

use crate::limits::Peer;

/// A head must be there so soon; an idle connection is closed after it.
const HEAD_DEADLINE: Duration = Duration::from_secs(30);

/// What is in flight has so long to finish after the server was told to stop.
const STOP_DEADLINE: Duration = Duration::from_secs(15);

/// After an error like "too many open files" the next try waits.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop` comes, then finishes what is in flight.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let connections = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, address)) => begin(stream, Peer(address.ip()), &router, &connections),
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

fn begin(stream: TcpStream, peer: Peer, router: &Router, connections: &GracefulShutdown) {
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
        .serve_connection(TokioIo::new(stream), service);
    let watched = connections.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection ended early");
        }
    });
}

async fn pause(error: &io::Error) {
    tracing::warn!(%error, "a connection was not accepted");
    tokio::time::sleep(PAUSE).await;
}
