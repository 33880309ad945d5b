//! Serving: listen, answer, do what is done by itself, stop when asked to.

use std::{future, net::SocketAddr, sync::Arc, time::Duration};

use tokio::{
    net::TcpListener,
    signal::unix::{self, Signal, SignalKind},
    sync::watch,
    task::JoinHandle,
    time,
};

use domain::letter::Way;

use crate::{
    channels::poll, config::Settings, jobs, listen, metrics, office::Office, open::open_to_citizens, open311::polling,
    outbox, routes::router,
};

/// Letters that are under way have so long after the last answer.
const SENDING: Duration = Duration::from_secs(10);

/// Serves until SIGTERM or SIGINT, then finishes what is in flight.
///
/// # Errors
/// What keeps it from starting, in a sentence.
pub async fn serve(settings: &Settings) -> Result<(), String> {
    let office = open_to_citizens(settings).await?;
    // Before the sentence that others wait for: who reads it may stop the server at once.
    let asked = AskedToStop::listen();
    let listener = bind(settings.listen).await?;
    let counting = match settings.metrics_listen {
        Some(address) => Some(show_metrics(address, &office).await?),
        None => None,
    };
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    tracing::info!(database = %settings.database, "Sunwai listens on http://{address}");
    println!("Sunwai listens on http://{address}");
    let working = tokio::spawn(jobs::run(Arc::clone(&office)));
    let (stop, stopped) = watch::channel(false);
    let mut reading = poll::run(&office, &stopped);
    if office.outbox.ways().iter().any(|way| matches!(way, Way::Department(_))) {
        reading.extend(polling::run(&office, &settings.open311.departments)?);
    }
    let sending = tokio::spawn(outbox::run(Arc::clone(&office), stopped));
    let crowd = Arc::clone(&office.crowd);
    listen::serve(listener, router(office), crowd, asked.wait()).await;
    working.abort();
    counting.inspect(JoinHandle::abort);
    // What is read and not written down is read again.
    reading.iter().for_each(JoinHandle::abort);
    finish_sending(&stop, sending).await;
    tracing::info!("stopped");
    Ok(())
}

async fn bind(address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| format!("{address} cannot be listened on: {error}"))
}

/// On a listener and in a crowd of their own: they are shown while nobody else is served.
async fn show_metrics(address: SocketAddr, office: &Arc<Office>) -> Result<JoinHandle<()>, String> {
    let listener = bind(address).await?;
    if !address.ip().is_loopback() {
        tracing::warn!("what is counted is shown on {address}: let nobody but Prometheus reach it");
    }
    let router = metrics::router(Arc::clone(office));
    Ok(tokio::spawn(listen::serve(listener, router, Arc::default(), future::pending())))
}

/// Lets letters that are under way arrive; what is not written down by then goes
/// out once more after the next start.
async fn finish_sending(stop: &watch::Sender<bool>, sending: JoinHandle<()>) {
    stop.send_replace(true);
    if time::timeout(SENDING, sending).await.is_err() {
        tracing::warn!("some letters were under way; they may arrive twice");
    }
}

/// SIGTERM and SIGINT, heard from the moment this stands.
struct AskedToStop {
    terminate: Signal,
    interrupt: Signal,
}

impl AskedToStop {
    fn listen() -> Self {
        let hear = |kind| unix::signal(kind).expect("a Unix has this signal");
        Self { terminate: hear(SignalKind::terminate()), interrupt: hear(SignalKind::interrupt()) }
    }

    async fn wait(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
