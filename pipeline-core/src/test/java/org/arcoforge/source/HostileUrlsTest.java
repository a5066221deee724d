package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.arcoforge.egress.Dialer;
import org.arcoforge.egress.Dialer.HostNames;
import org.arcoforge.egress.Egress;
import org.arcoforge.pattern.Access;
import org.arcoforge.source.FaultyHttpServer.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** URLs that lead inside open no connection, however they are written and whoever sends there. */
class HostileUrlsTest {
  /** Hosts that mean this machine or its network, as a URL may write them. */
  private static final List<String> INSIDE =
      List.of(
          "127.0.0.1",
          "127.0.0.1.",
          "127.1",
          "127.0.1",
          "127.255.255.254",
          "2130706433",
          "0x7f000001",
          "0x7f.0.0.1",
          "0x7f.1",
          "017700000001",
          "0177.0.0.1",
          "0177.0.0.01",
          "127.0.0.01",
          "0",
          "0.0.0.0",
          "0.0",
          "00000000",
          "localhost",
          "LOCALHOST",
          "localhost.",
          "[::1]",
          "[::]",
          "[0:0:0:0:0:0:0:1]",
          "[0000::1]",
          "[::ffff:127.0.0.1]",
          "[::ffff:7f00:1]",
          "[::ffff:0:127.0.0.1]",
          "[::127.0.0.1]",
          "[::7f00:1]",
          "[64:ff9b::127.0.0.1]",
          "[64:ff9b::7f00:1]",
          "[64:ff9b:1::7f00:1]",
          "[2002:7f00:1::]",
          "[2001:0:0:0:0:0:80ff:fffe]",
          "[fe80::1]",
          "[fe80::1%25lo]",
          "[fec0::1]",
          "[fc00::1]",
          "[fd00::1]",
          "[fd00:ec2::254]",
          "[ff02::1]",
          "[2001:db8::1]",
          "[100::1]",
          "169.254.169.254",
          "0xa9fea9fe",
          "2852039166",
          "[::ffff:169.254.169.254]",
          "[64:ff9b::a9fe:a9fe]",
          "168.63.129.16",
          "100.100.100.200",
          "192.0.0.192",
          "10.0.0.1",
          "172.16.0.1",
          "172.31.255.254",
          "192.168.0.1",
          "100.64.0.1",
          "198.18.0.1",
          "224.0.0.1",
          "240.0.0.1",
          "255.255.255.255",
          "metadata.google.internal",
          "inside.example.org",
          "inside6.example.org",
          "mapped.example.org",
          "half.example.org",
          "public.example.org@127.0.0.1",
          "public.example.org:80@localhost",
          "user:public.example.org@[::1]",
          "public.example.org%2f@127.0.0.1",
          "127.0.0.1%00.example.org",
          "127.0.0.1\\@public.example.org",
          "\u2460\u2461\u2466.0.0.1",
          "\u24db\u24de\u24d2alhost");

  private final AtomicInteger sockets = new AtomicInteger();
  private final ServerSocket server = new ServerSocket(0);

  HostileUrlsTest() throws IOException {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket s = server.accept()) {
                  sockets.incrementAndGet();
                } catch (IOException e) {
                  return; // closed
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private static InetAddress[] at(String... addresses) throws UnknownHostException {
    InetAddress[] all = new InetAddress[addresses.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = InetAddress.getByName(addresses[i]);
    }
    return all;
  }

  /** Names of a hostile name server; addresses are what they are. */
  private static InetAddress[] names(String host) throws UnknownHostException {
    return switch (host) {
      case "localhost", "inside.example.org" -> at("127.0.0.1");
      case "inside6.example.org" -> at("::1");
      case "mapped.example.org" -> at("64:ff9b::7f00:1");
      case "half.example.org" -> at("8.8.8.8", "127.0.0.1");
      case "metadata.google.internal" -> at("169.254.169.254");
      default -> {
        if (!host.matches("[0-9a-fA-FxX:.%lo]+")) {
          throw new UnknownHostException(host);
        }
        yield InetAddress.getAllByName(host);
      }
    };
  }

  private static SourceOpener opener(Egress egress, HostNames names) {
    return Sources.opener(
        Access.open(),
        "",
        Reach.open().withEgress(egress),
        HttpSourceTest.QUICK,
        new Dialer(egress, names));
  }

  @Test
  void noSocketIsOpenedForUrlsThatLeadInside() {
    List<String> urls = new ArrayList<>();
    for (String host : INSIDE) {
      urls.add("http://" + host + ":" + server.getLocalPort() + "/f.nc");
    }
    urls.add("https://127.0.0.1:" + server.getLocalPort() + "/f.nc");
    urls.add("HTTP://127.0.0.1:" + server.getLocalPort());
    urls.add("http:/127.0.0.1:" + server.getLocalPort() + "/f.nc");
    urls.add("http:///127.0.0.1:" + server.getLocalPort() + "/f.nc");
    assertTrue(urls.size() >= 60, urls.size() + " URLs");
    try (SourceOpener opener = opener(Egress.open(), HostileUrlsTest::names)) {
      for (String url : urls) {
        SourceException e = assertThrows(SourceException.class, () -> opener.open(url), url);
        assertFalse(e.toString().contains("connection refused"), e.toString());
        assertEquals(0, sockets.get(), url);
        assertTrue(opener.version(url).isEmpty(), url);
      }
    }
    assertEquals(0, sockets.get());
  }

  @Test
  void theServerThatCountsWouldHaveCounted() throws IOException {
    Egress allowed = new Egress(List.of(), List.of("127.0.0.0/8", "::1"), false);
    try (SourceOpener opener = opener(allowed, HostileUrlsTest::names)) {
      for (String host : List.of("localhost", "[::1]", "127.0.0.1", "[::ffff:127.0.0.1]")) {
        int before = sockets.get();
        String url = "http://" + host + ":" + server.getLocalPort() + "/f.nc";
        assertThrows(SourceException.class, () -> opener.open(url), url);
        assertTrue(sockets.get() > before, url);
      }
    }
  }

  @Test
  void nameThatIsGivenAnotherAddressWhenAskedAgainIsCheckedAgain() {
    AtomicInteger asked = new AtomicInteger();
    // The first answer may be dialled, and nobody listens there.
    Egress egress = new Egress(List.of(), List.of("127.0.0.2/32"), false);
    HostNames rebinding = host -> asked.getAndIncrement() == 0 ? at("127.0.0.2") : at("127.0.0.1");
    try (FaultyHttpServer inside = new FaultyHttpServer();
        SourceOpener opener = opener(egress, rebinding)) {
      inside.put("/f", new byte[10]);
      String url = inside.url("/f").replace("127.0.0.1", "rebind.example.org");
      SourceException e = assertThrows(SourceException.class, () -> opener.open(url));
      assertTrue(e instanceof NotAllowedException, e.toString());
      assertTrue(asked.get() >= 2, asked + " times asked");
      assertEquals(0, inside.requests().size());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void redirectsAreCheckedAsUrlsAre() throws IOException {
    Egress egress = new Egress(List.of(), List.of("front.example.org"), false);
    HostNames names = host -> host.equals("front.example.org") ? at("127.0.0.1") : names(host);
    try (FaultyHttpServer front = new FaultyHttpServer();
        SourceOpener opener = opener(egress, names)) {
      String url = front.url("/f").replace("127.0.0.1", "front.example.org");
      for (String host : INSIDE) {
        String target = "http://" + host + ":" + server.getLocalPort() + "/g";
        if (target.chars().allMatch(c -> c < 128)) {
          front.always("/f", new Fault.Redirect(target));
          assertThrows(SourceException.class, () -> opener.open(url), target);
          assertEquals(0, sockets.get(), target);
        }
      }
      front.put("/g", new byte[10]).always("/f", new Fault.Redirect("/g"));
      opener.open(url).close();
    }
  }

  @Test
  void refusalSaysWhatIsWrongAndWhatTheBakeryMayWrite() {
    try (SourceOpener opener = opener(Egress.open(), HostileUrlsTest::names)) {
      NotAllowedException e =
          assertThrows(
              NotAllowedException.class, () -> opener.open("http://inside.example.org/f.nc"));
      assertTrue(e.toString().contains("127.0.0.1, which is loopback"), e.toString());
      assertTrue(e.toString().contains("allow_private: [inside.example.org]"), e.toString());
      assertFalse(e.mayPass());
    }
  }

  @Test
  void connectionsThatWereMadeUnderAnotherPolicyAreNotUsed() throws IOException {
    try (FaultyHttpServer inside = new FaultyHttpServer();
        SourceOpener own = opener(Egress.own(), HostileUrlsTest::names);
        SourceOpener other = opener(Egress.open(), HostileUrlsTest::names)) {
      inside.put("/f", new byte[10]);
      own.open(inside.url("/f")).close();
      assertThrows(NotAllowedException.class, () -> other.open(inside.url("/f")));
    }
  }
}
