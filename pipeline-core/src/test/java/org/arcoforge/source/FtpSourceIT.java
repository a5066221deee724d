package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.commons.net.ftp.FTPClient;
import org.arcoforge.egress.Dialer;
import org.arcoforge.egress.Egress;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.Access;
import org.arcoforge.secret.SecretBindings;
import org.arcoforge.secret.SecretSender;
import org.arcoforge.source.FtpTestServer.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a real server of FTP. */
class FtpSourceIT {
  private static final byte[] BYTES = HttpSourceTest.random(300_000);

  @TempDir Path folder;
  private Path files = Path.of("");

  @BeforeEach
  void write() throws IOException {
    files = Files.createDirectories(folder.resolve("files/2020"));
    files = folder.resolve("files");
    Files.write(files.resolve("a.nc"), BYTES);
    Files.write(files.resolve("2020/b c.nc"), BYTES);
    Files.write(files.resolve("2020/d%e.nc"), new byte[7]);
    Files.write(files.resolve("2020/note.txt"), new byte[3]);
  }

  private static SourceOpener anonymous() {
    return RemoteCase.opener(SecretBindings.none(), Map.of(), "");
  }

  @Test
  void rangesSizesAndTimesAreThoseOfTheFile() throws Exception {
    Files.setLastModifiedTime(files.resolve("a.nc"), FileTime.fromMillis(1_600_000_000_000L));
    try (FtpTestServer server = new FtpTestServer(files);
        SourceOpener opener = anonymous()) {
      try (ByteSource source = opener.open(server.url("/a.nc"))) {
        SourceVersion version = new SourceVersion(BYTES.length, "", 1_600_000_000_000L);
        assertEquals(version, source.version());
        assertEquals(Optional.of(version), opener.version(server.url("/a.nc")));
        for (int from : new int[] {0, 1, 65_536, 150_000, 299_999}) {
          byte[] some = new byte[Math.min(100_000, BYTES.length - from)];
          source.read(from, some, 0, some.length);
          assertArrayEquals(Arrays.copyOfRange(BYTES, from, from + some.length), some);
        }
      }
      assertArrayEquals(BYTES, RemoteCase.read(opener, server.url("/2020/b%20c.nc")));
      assertEquals(1, server.logins.get());
    }
  }

  @Test
  void globFindsFilesByTheirNames() throws Exception {
    try (FtpTestServer server = new FtpTestServer(files);
        SourceOpener opener = anonymous()) {
      List<String> found = opener.glob(server.url("/20*/*.nc"));
      assertEquals(List.of(server.url("/2020/b c.nc"), server.url("/2020/d%25e.nc")), found);
      assertEquals(7, RemoteCase.read(opener, found.get(1)).length);
      assertEquals(
          List.of(server.url("/2020/b c.nc"), server.url("/2020/d%25e.nc"), server.url("/a.nc")),
          opener.glob(server.url("/**/*.nc")));
      assertThrows(SourceNotFoundException.class, () -> opener.glob(server.url("/none/*.nc")));
    }
  }

  @Test
  void missingFileFolderAndWrongLoginAreToldApartWithoutRetries() throws Exception {
    try (FtpTestServer server = new FtpTestServer(files);
        SourceOpener opener = anonymous();
        SourceOpener wrong =
            RemoteCase.opener(
                RemoteCase.bound(folder, "reader:wrong-pa55", "basic"), Map.of(), "")) {
      assertThrows(SourceNotFoundException.class, () -> opener.open(server.url("/no.nc")));
      SourceException isFolder =
          assertThrows(SourceException.class, () -> opener.open(server.url("/2020")));
      assertTrue(isFolder.toString().contains("found a folder"), isFolder.toString());
      SourceException refused =
          assertThrows(SourceException.class, () -> wrong.open(server.url("/a.nc")));
      assertTrue(refused.toString().contains("access is refused"), refused.toString());
      assertFalse(refused.toString().contains("wrong-pa55"), refused.toString());
      assertFalse(refused.mayPass());
    }
  }

  @Test
  void boundLoginIsUsedAndNeverInTheClearOverAWire() throws Exception {
    SecretBindings bound =
        RemoteCase.bound(folder, FtpTestServer.USER + ":" + FtpTestServer.PASSWORD, "basic");
    try (FtpTestServer server = new FtpTestServer(files);
        SourceOpener opener = RemoteCase.opener(bound, Map.of(), "")) {
      assertArrayEquals(BYTES, RemoteCase.read(opener, server.url("/a.nc")));
      SourceException far =
          assertThrows(SourceException.class, () -> opener.open("ftp://ftp.example.org/a.nc"));
      assertTrue(far.toString().contains("as: cleartext"), far.toString());
      SourceException inUrl =
          assertThrows(
              SourceException.class,
              () -> opener.open("ftp://me:hush@127.0.0.1:" + server.port() + "/a.nc"));
      assertFalse(inUrl.toString().contains("hush"), inUrl.toString());
    }
  }

  @Test
  void transferThatBreaksGoesOnWhereItBroke() throws Exception {
    for (String cache : List.of("", folder.resolve("cache").toUri().toString())) {
      try (FtpTestServer server = new FtpTestServer(files);
          SourceOpener opener = RemoteCase.opener(SecretBindings.none(), Map.of(), cache)) {
        server.cuts.set(7); // more than the attempts without progress
        assertArrayEquals(BYTES, RemoteCase.read(opener, server.url("/a.nc")));
        assertEquals(0, server.cuts.get());
        assertEquals(8, server.downloads.get());
      }
    }
  }

  @Test
  void cachedFileIsFetchedAgainOnlyWhenItChanged() throws Exception {
    String cache = folder.resolve("cache").toUri().toString();
    try (FtpTestServer server = new FtpTestServer(files);
        SourceOpener opener = RemoteCase.opener(SecretBindings.none(), Map.of(), cache)) {
      RemoteCase.read(opener, server.url("/a.nc"));
      RemoteCase.read(opener, server.url("/a.nc"));
      assertEquals(1, server.downloads.get());
      byte[] other = HttpSourceTest.random(200_000);
      Files.write(files.resolve("a.nc"), other);
      assertArrayEquals(other, RemoteCase.read(opener, server.url("/a.nc")));
      assertEquals(2, server.downloads.get());
    }
  }

  @Test
  void fileThatIsReplacedWhileItIsReadIsNoticed() throws Exception {
    try (FtpTestServer server = new FtpTestServer(files);
        SourceOpener opener = anonymous();
        ByteSource source = opener.open(server.url("/a.nc"))) {
      Files.write(files.resolve("a.nc"), HttpSourceTest.random(300_001));
      SourceException e =
          assertThrows(SourceException.class, () -> source.read(0, new byte[100], 0, 100));
      assertTrue(e.toString().contains("changed while it was read"), e.toString());
    }
  }

  /** Counts who dials an address. */
  private static ServerSocket counting(String address, AtomicInteger count) throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName(address));
    Thread counter =
        new Thread(
            () -> {
              while (true) {
                try {
                  socket.accept().close();
                  count.incrementAndGet();
                } catch (IOException e) {
                  return;
                }
              }
            });
    counter.setDaemon(true);
    counter.start();
    return socket;
  }

  @Test
  void answerToPasvThatNamesAnotherHostLeadsNobodyThere() throws Exception {
    Config config = new Config("127.0.0.2", Path.of(""), false);
    try (FtpTestServer server = new FtpTestServer(files, config);
        SourceOpener opener = anonymous()) {
      assertArrayEquals(BYTES, RemoteCase.read(opener, server.url("/a.nc")));
      // A client that believes the answer goes there, where nobody listens.
      FTPClient naive = new FTPClient();
      naive.setIpAddressFromPasvResponse(true);
      naive.connect("127.0.0.1", server.port());
      naive.login("anonymous", "x");
      naive.enterLocalPassiveMode();
      ConnectException e =
          assertThrows(ConnectException.class, () -> naive.retrieveFileStream("/a.nc"));
      assertTrue(naive.getPassiveHost().equals("127.0.0.2"), e.toString());
      naive.disconnect();
    }
  }

  @Test
  void hostInsideIsRefusedBeforeASocketIsOpened() throws Exception {
    AtomicInteger dialled = new AtomicInteger();
    try (ServerSocket inside = counting("127.0.0.1", dialled);
        SourceOpener opener =
            Sources.opener(
                Access.open(), "", Reach.open(), HttpSourceTest.QUICK, Dialer.of(Egress.open()))) {
      for (String scheme : List.of("ftp", "ftps", "ftpes", "sftp")) {
        for (String host : List.of("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.1")) {
          String url = scheme + "://" + host + ":" + inside.getLocalPort() + "/f.nc";
          SourceException e = assertThrows(SourceException.class, () -> opener.open(url), url);
          assertEquals(Blame.RECIPE, e.blame(), e.toString());
        }
      }
      assertEquals(0, dialled.get());
    }
  }

  private static SSLContext trusting(Path keystore) throws Exception {
    KeyStore store = KeyStore.getInstance(keystore.toFile(), "changeit".toCharArray());
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    String alias = store.aliases().nextElement();
    certificates.setCertificateEntry("it", store.getCertificate(alias));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static RemoteOpener secure(SSLContext context) {
    return new RemoteOpener(
        Dialer.of(Egress.own()),
        new SecretSender("", SecretBindings.none()),
        2,
        HttpSourceTest.QUICK,
        HostKeys.of(Map.of(), false),
        context,
        new CacheBudget(Sources.Cache.at(""), new org.arcoforge.store.OpenStores()),
        new FetchTally());
  }

  @Test
  void withinTlsBothWaysAndOnlyWithTheRightCertificate() throws Exception {
    Path right = FtpTestServer.keystore(folder, "ip:127.0.0.1");
    Path wrong = FtpTestServer.keystore(folder, "dns:other.example.org");
    for (String scheme : List.of("ftps", "ftpes")) {
      boolean implicit = scheme.equals("ftps");
      try (FtpTestServer server = new FtpTestServer(files, new Config("", right, implicit))) {
        String url = scheme + "://127.0.0.1:" + server.port() + "/a.nc";
        RemoteOpener opener = secure(trusting(right));
        try (ByteSource source = opener.open(url)) {
          assertArrayEquals(BYTES, HttpSourceTest.all(source));
        } finally {
          opener.close();
        }
        RemoteOpener strict = secure(SSLContext.getDefault());
        SourceException e = assertThrows(SourceException.class, () -> strict.open(url));
        assertTrue(e.toString().contains("no secure connection"), e.toString());
        strict.close();
      }
      try (FtpTestServer server = new FtpTestServer(files, new Config("", wrong, implicit))) {
        String url = scheme + "://127.0.0.1:" + server.port() + "/a.nc";
        RemoteOpener opener = secure(trusting(wrong));
        SourceException e = assertThrows(SourceException.class, () -> opener.open(url));
        assertTrue(e.toString().contains("no secure connection"), e.toString());
        opener.close();
      }
    }
  }
}
