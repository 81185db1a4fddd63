//! A web server on this machine that says what a test wants it to say, and remembers what it was asked.

#![allow(
    dead_code,
    reason = "each test file that includes this uses a part of it"
)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What lies at a path.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// Time before each byte of the body.
    drip: Option<Duration>,
}

impl Page {
    pub(crate) fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![("Content-Type".to_owned(), kind.to_owned())],
            body: body.into(),
            drip: None,
        }
    }

    pub(crate) fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "text/html; charset=utf-8", body)
    }

    pub(crate) fn feed(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "application/rss+xml", body)
    }

    pub(crate) fn status(status: u16) -> Self {
        Self::new(status, "text/plain", "")
    }

    pub(crate) fn redirect(to: &str) -> Self {
        Self::status(302).header("Location", to)
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn dripping(mut self, pause: Duration) -> Self {
        self.drip = Some(pause);
        self
    }

    fn get(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(known, _)| known == name);
        found.next().map(|(_, value)| value.as_str())
    }
}

/// A request.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) path: String,
    /// By name in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) when: Instant,
}

/// A server with its pages; what it does not have is answered with 404.
#[derive(Clone)]
pub(crate) struct Site {
    /// `http://127.0.0.1:PORT`
    pub(crate) root: String,
    pages: Arc<Mutex<BTreeMap<String, Vec<Page>>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Site {
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let site = Self {
            root: format!("http://{}", listener.local_addr().unwrap()),
            pages: Arc::default(),
            asked: Arc::default(),
        };
        let server = site.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = server.clone();
                // A client that hangs up is no failure of the server's.
                std::thread::spawn(move || server.answer(stream));
            }
        });
        site
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    pub(crate) fn put(&self, path: &str, page: Page) {
        self.put_in_turn(path, vec![page]);
    }

    /// One after another; the last one stays.
    pub(crate) fn put_in_turn(&self, path: &str, pages: Vec<Page>) {
        self.pages.lock().unwrap().insert(path.to_owned(), pages);
    }

    pub(crate) fn remove(&self, path: &str) {
        self.pages.lock().unwrap().remove(path);
    }

    /// Requests since the last look, robots.txt apart.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        let all = std::mem::take(&mut *self.asked.lock().unwrap());
        all.into_iter()
            .filter(|one| one.path != "/robots.txt")
            .collect()
    }

    pub(crate) fn asked_paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|one| one.path).collect()
    }

    /// Requests since the last look, robots.txt too.
    pub(crate) fn asked_all(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    fn answer(&self, stream: TcpStream) -> Option<()> {
        let asked = read(&stream)?;
        let mut page = self.page(&asked.path);
        let tag = asked.headers.get("if-none-match").map(String::as_str);
        let day = asked.headers.get("if-modified-since").map(String::as_str);
        let is_known = tag.is_some() && page.get("ETag") == tag
            || day.is_some() && page.get("Last-Modified") == day;
        if is_known {
            page = Page::status(304);
        }
        self.asked.lock().unwrap().push(asked);
        write(&stream, &page).ok()
    }

    fn page(&self, path: &str) -> Page {
        match self.pages.lock().unwrap().get_mut(path) {
            Some(pages) if pages.len() > 1 => pages.remove(0),
            Some(pages) => pages[0].clone(),
            None => Page::status(404),
        }
    }
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers = lines.take_while(|line| !line.is_empty());
    let headers = headers
        .filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_lowercase(), value.trim().to_owned()))
        })
        .collect();
    Some(Asked {
        path,
        headers,
        when: Instant::now(),
    })
}

fn write(mut stream: &TcpStream, page: &Page) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {} X\r\nConnection: close\r\n", page.status);
    for (name, value) in &page.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if page.status != 304 {
        head.push_str(&format!("Content-Length: {}\r\n", page.body.len()));
    }
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    let Some(pause) = page.drip else {
        return stream.write_all(&page.body);
    };
    for byte in &page.body {
        std::thread::sleep(pause);
        stream.write_all(&[*byte])?;
    }
    Ok(())
}
