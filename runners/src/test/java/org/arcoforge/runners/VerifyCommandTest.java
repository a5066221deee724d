package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no store is a wrong argument, not a damaged store. */
class VerifyCommandTest {
  @TempDir Path folder = Path.of("");

  private static void isNoStore(Object place) {
    Ran ran = Ran.arco("verify", place);
    assertEquals(2, ran.code(), ran.toString());
    assertTrue(ran.err().contains("give the folder or URL that ends in .zarr"), ran.err());
    assertFalse(ran.err().contains("Exception"), ran.err());
  }

  @Test
  void aPathThatIsNotThere() {
    isNoStore(folder.resolve("nothing.zarr"));
  }

  @Test
  void aFile() throws IOException {
    isNoStore(Files.writeString(folder.resolve("a.zarr"), "text"));
  }

  @Test
  void anEmptyFolder() throws IOException {
    isNoStore(Files.createDirectories(folder.resolve("empty.zarr")));
  }

  @Test
  void aUrlThatIsNotThere() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      isNoStore("http://127.0.0.1:" + server.getAddress().getPort() + "/a.zarr");
    } finally {
      server.stop(0);
    }
  }
}
