//! A stand-in for a mail server: just enough of SMTP (RFC 5321), without TLS, on
//! a thread of its own.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use server::outbox::{Outbox, email::Email, setup::SmtpSettings};

/// A mail that was taken.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: String,
    pub content: String,
}

impl Mail {
    /// A header of the mail.
    pub fn header(&self, name: &str) -> &str {
        let found = self.content.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        found.unwrap_or_default()
    }

    /// The words as the reader sees them.
    pub fn words(&self) -> String {
        let (_, body) = self.content.split_once("\n\n").expect("a head and a body");
        match self.header("Content-Transfer-Encoding") {
            "base64" => {
                let packed: String = body.split_whitespace().collect();
                String::from_utf8(STANDARD.decode(packed).unwrap()).unwrap()
            }
            "quoted-printable" => unquoted(&body.replace("=\n", "")),
            _ => body.to_owned(),
        }
    }
}

/// Quoted-printable (RFC 2045, 6.7), its soft line breaks already gone.
fn unquoted(text: &str) -> String {
    let mut parts = text.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

/// A mail server on an address of its own.
pub struct Mailbox {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    mails: Mutex<Vec<Mail>>,
    /// What it says to a recipient, in the place of "250 yes".
    refusal: Mutex<Option<&'static str>>,
}

impl Mailbox {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        let kept = Arc::clone(&shared);
        // Ends with the program.
        thread::spawn(move || {
            for stream in listener.incoming() {
                let kept = Arc::clone(&kept);
                thread::spawn(move || kept.converse(stream.unwrap()));
            }
        });
        Self { address, shared }
    }

    pub fn refuse(&self, answer: Option<&'static str>) {
        *self.shared.refusal.lock().unwrap() = answer;
    }

    pub fn mails(&self) -> Vec<Mail> {
        self.shared.mails.lock().unwrap().clone()
    }

    /// An outbox that sends here and nowhere else.
    pub fn outbox(&self) -> Outbox {
        let settings = SmtpSettings {
            url: format!("smtp://{}", self.address).parse().unwrap(),
            from: "Sunwai <sunwai@sunwai.example>".parse().unwrap(),
        };
        Outbox::new(None, Some(Email::new(settings).unwrap()))
    }
}

impl Shared {
    fn converse(&self, mut stream: TcpStream) {
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let mut say = |words: &str| stream.write_all(format!("{words}\r\n").as_bytes());
        let mut to = String::new();
        let _gone = say("220 a mail server");
        while let Some(Ok(line)) = lines.next() {
            let refusal = *self.refusal.lock().unwrap();
            let answer = match line.get(..4).unwrap_or_default() {
                "RCPT" if refusal.is_some() => refusal.unwrap(),
                "RCPT" => {
                    line.trim_start_matches("RCPT TO:").clone_into(&mut to);
                    "250 yes"
                }
                "DATA" => {
                    let _gone = say("354 go on");
                    let mail = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".");
                    let content = mail.collect::<Vec<_>>().join("\n");
                    self.mails.lock().unwrap().push(Mail { to: to.clone(), content });
                    "250 taken"
                }
                "QUIT" => {
                    let _gone = say("221 bye");
                    return;
                }
                _ => "250 yes",
            };
            let _gone = say(answer);
        }
    }
}
