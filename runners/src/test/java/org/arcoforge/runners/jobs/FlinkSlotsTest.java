package org.arcoforge.runners.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.bake.Resources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a JobManager tells of its slots; {@code FlinkClusterIT} asks a real one. */
class FlinkSlotsTest {
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String master(Map<String, String> answers) {
    answers.forEach(
        (path, text) ->
            server.createContext(
                path,
                exchange -> {
                  byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                  exchange.sendResponseHeaders(200, bytes.length);
                  exchange.getResponseBody().write(bytes);
                  exchange.close();
                }));
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void slotsAreThoseOfTheClusterAndTheMostOfOneProcess() {
    String master =
        master(
            Map.of(
                "/overview",
                "{\"taskmanagers\":2,\"slots-total\":7,\"slots-available\":5}",
                "/taskmanagers",
                "{\"taskmanagers\":[{\"slotsNumber\":3},{\"slotsNumber\":4}]}"));
    FlinkSlots slots = FlinkSlots.of(master).orElseThrow();
    assertEquals(new FlinkSlots(master, 7, 5, 4), slots);
    assertTrue(slots.words(6).contains("7 slots, 5 of them free"), slots.words(6));
    assertTrue(slots.words(6).contains("takes 6"), slots.words(6));
  }

  @Test
  void clusterThatTellsNoSlotsIsNotGuessed() {
    String empty =
        master(
            Map.of("/overview", "{\"slots-total\":0}", "/taskmanagers", "{\"taskmanagers\":[]}"));
    assertEquals(Optional.empty(), FlinkSlots.of(empty));
    assertEquals(Optional.empty(), FlinkSlots.of("127.0.0.1:1"), "nobody is there");
    assertEquals(Optional.empty(), FlinkSlots.of("[local]"), "it is in this process");
  }

  @Test
  void elementsOfOneProcessShareItsMemory() {
    long one = Resources.measuredShare(1).memory().tiles();
    long eight = Resources.measuredShare(8).memory().tiles();
    assertTrue(one > 7 * eight && eight > 0, one + " " + eight);
    assertEquals(eight, Resources.measuredShare(8).here().memory().tiles());
  }
}
