"""Web servers of this machine, for cases that read over HTTP."""

import functools
import http.server
import threading


class Local:
    """A web server that runs while it is used in a `with`; `url` is where."""

    def __init__(self, handler):
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()


class Web(Local):
    """One folder."""

    def __init__(self, folder):
        quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
        super().__init__(functools.partial(quiet, directory=str(folder)))
