package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.arcoforge.egress.Dialer;
import org.arcoforge.egress.Egress;
import org.arcoforge.fault.Blame;
import org.arcoforge.secret.SecretBindings;
import org.arcoforge.secret.SecretSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a real server of SFTP. */
class SftpSourceIT {
  private static final byte[] BYTES = HttpSourceTest.random(3_000_000);

  @TempDir Path folder;
  private SftpTestServer server;
  private SecretBindings login;

  @BeforeEach
  void start() throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    Files.createDirectories(files.resolve("2020"));
    Files.write(files.resolve("a.nc"), BYTES);
    Files.write(files.resolve("2020/b.nc"), new byte[5]);
    Files.write(files.resolve("2020/c.txt"), new byte[5]);
    server = new SftpTestServer(files);
    login = RemoteCase.bound(folder, SftpTestServer.USER + ":" + SftpTestServer.PASSWORD, "basic");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Map<String, List<String>> keys() {
    return Map.of("127.0.0.1", List.of(server.fingerprint()));
  }

  private static byte[] range(ByteSource source, int from, int length) throws IOException {
    byte[] some = new byte[length];
    source.read(from, some, 0, length);
    return some;
  }

  @Test
  void rangesVersionsAndListingsAreThoseOfTheFiles() throws IOException {
    try (SourceOpener opener = RemoteCase.opener(login, keys(), "")) {
      try (ByteSource source = opener.open(server.url("/a.nc"))) {
        assertEquals(BYTES.length, source.size());
        assertEquals(Optional.of(source.version()), opener.version(server.url("/a.nc")));
        assertTrue(source.version().modified() > 0);
        for (int from : new int[] {0, 1, 100_000, BYTES.length - 1}) {
          int length = Math.min(1_234_567, BYTES.length - from);
          assertArrayEquals(
              Arrays.copyOfRange(BYTES, from, from + length), range(source, from, length));
        }
      }
      assertEquals(List.of(server.url("/2020/b.nc")), opener.glob(server.url("/*/*.nc")));
      assertThrows(SourceNotFoundException.class, () -> opener.open(server.url("/no.nc")));
      assertEquals(1, server.connections.get());
    }
  }

  @Test
  void connectionThatIsCutIsMadeAnew() throws IOException {
    for (String cache : List.of("", folder.resolve("cache").toUri().toString())) {
      server.cutAfter.set(1_000_000);
      int before = server.connections.get();
      try (SourceOpener opener = RemoteCase.opener(login, keys(), cache)) {
        assertArrayEquals(BYTES, RemoteCase.read(opener, server.url("/a.nc")));
      }
      assertEquals(2, server.connections.get() - before);
    }
  }

  @Test
  void privateKeyLogsInAndWhatIsNoneIsRefused() throws Exception {
    for (String kind : List.of("ssh-ed25519", "ssh-rsa")) {
      KeyPair pair = KeyUtils.generateKeyPair(kind, kind.equals("ssh-rsa") ? 2048 : 256);
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, text);
      SecretBindings bound =
          RemoteCase.bound(folder, text.toString(StandardCharsets.UTF_8), "private_key");
      try (SourceOpener opener = RemoteCase.opener(bound, keys(), "")) {
        SourceException refused =
            assertThrows(SourceException.class, () -> opener.open(server.url("/a.nc")));
        assertTrue(refused.toString().contains("access is refused"), refused.toString());
        server.accepted = List.of(pair.getPublic());
        assertArrayEquals(BYTES, RemoteCase.read(opener, server.url("/a.nc")));
      }
    }
    SecretBindings none = RemoteCase.bound(folder, "no key at all", "private_key");
    try (SourceOpener opener = RemoteCase.opener(none, keys(), "")) {
      SourceException e =
          assertThrows(SourceException.class, () -> opener.open(server.url("/a.nc")));
      assertTrue(e.toString().contains("no private key"), e.toString());
      assertFalse(e.toString().contains("at all"), e.toString());
    }
  }

  @Test
  void wrongPasswordIsRefusedOnce() throws IOException {
    SecretBindings wrong = RemoteCase.bound(folder, "reader:not-the-pa55", "basic");
    try (SourceOpener opener = RemoteCase.opener(wrong, keys(), "")) {
      SourceException e =
          assertThrows(SourceException.class, () -> opener.open(server.url("/a.nc")));
      assertTrue(e.toString().contains("access is refused"), e.toString());
      assertFalse(e.toString().contains("not-the-pa55"), e.toString());
      assertEquals(1, server.connections.get());
    }
  }

  @Test
  void serverWhoseKeyIsNotBoundIsRefusedWithTheLineThatBindsIt() throws IOException {
    try (SourceOpener unknown = RemoteCase.opener(login, Map.of(), "");
        SourceOpener other =
            RemoteCase.opener(
                login, Map.of("127.0.0.1", List.of("SHA256:" + "A".repeat(43))), "")) {
      SourceException e =
          assertThrows(SourceException.class, () -> unknown.open(server.url("/a.nc")));
      assertEquals(Blame.RECIPE, e.blame());
      assertTrue(
          e.toString().contains("host_keys: {127.0.0.1: \"" + server.fingerprint() + "\"}"),
          e.toString());
      SourceException changed =
          assertThrows(SourceException.class, () -> other.open(server.url("/a.nc")));
      assertTrue(changed.toString().contains("somebody listens"), changed.toString());
      assertEquals(2, server.connections.get());
    }
  }

  @Test
  void lineThatIsProposedForKnownHostsWorks() throws IOException {
    Path known = folder.resolve("known_hosts");
    Files.writeString(known, "# nothing\nnonsense\n[127.0.0.1]:1 ssh-rsa AAAA\n");
    RemoteOpener opener =
        new RemoteOpener(
            Dialer.of(Egress.own()),
            new SecretSender("archive", login),
            2,
            HttpSourceTest.QUICK,
            new HostKeys(Map.of(), List.of(known)),
            null,
            new CacheBudget(Sources.Cache.at(""), new org.arcoforge.store.OpenStores()),
            new FetchTally());
    SourceException e = assertThrows(SourceException.class, () -> opener.open(server.url("/a.nc")));
    String line = e.toString().replaceFirst("(?s).*" + known + ": ", "");
    Files.writeString(known, line + "\n");
    try (ByteSource source = opener.open(server.url("/a.nc"))) {
      assertEquals(BYTES.length, source.size());
    } finally {
      opener.close();
    }
  }
}
