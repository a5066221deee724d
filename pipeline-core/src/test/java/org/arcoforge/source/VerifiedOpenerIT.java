package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.arcoforge.egress.Dialer;
import org.arcoforge.egress.Egress;
import org.arcoforge.pattern.Access;
import org.arcoforge.pattern.Checksums;
import org.arcoforge.pattern.Checksums.Digest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No byte of a file is given that is not what its declared checksum says. */
class VerifiedOpenerIT {
  private static final Checksums SIDECAR = new Checksums("{url}.sha256", "", Map.of());

  @TempDir Path folder = Path.of("");

  private final FaultyHttpServer server = new FaultyHttpServer();
  private final byte[] bytes = HttpSourceTest.random(200_000);

  VerifiedOpenerIT() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  private SourceOpener opener(Checksums checksums, boolean cached) {
    return Sources.opener(
        new Access(Map.of(), "", 3).withChecksums(checksums),
        cached ? folder.resolve("cache").toUri().toString() : "",
        Reach.own(),
        HttpSourceTest.QUICK,
        Dialer.of(Egress.own()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] read(Checksums checksums, boolean cached) throws IOException {
    try (SourceOpener opener = opener(checksums, cached);
        ByteSource source = opener.open(server.url("/d/f.nc"))) {
      byte[] found = new byte[(int) source.size()];
      source.read(0, found, 0, found.length);
      return found;
    }
  }

  private String sha() {
    return new Sha256().add(bytes).hex();
  }

  @Test
  void filesAreHeldAgainstEachFormOfChecksum() throws IOException {
    server.put("/d/f.nc", bytes).put("/d/f.nc.sha256", utf8(sha() + "  f.nc\n"));
    server.put("/SUMS", utf8("SHA256 (x/f.nc) = " + sha() + "\nSHA256 (d/g.nc) = " + sha() + "\n"));
    Digest digest = new Digest("sha256", sha());
    for (boolean cached : new boolean[] {false, true}) {
      for (Checksums checksums :
          List.of(
              SIDECAR,
              new Checksums("", server.url("/SUMS"), Map.of()),
              new Checksums("", "", Map.of("d/f.nc", digest)))) {
        assertArrayEquals(bytes, read(checksums, cached), checksums + " " + cached);
      }
    }
    long before = Sources.temporaryBytes();
    assertArrayEquals(bytes, read(SIDECAR, false));
    assertEquals(before, Sources.temporaryBytes(), "temporary files are gone");
  }

  @Test
  void whatIsAnotherFileIsRefusedWithBothDigests() throws IOException {
    String wrong = "ab".repeat(32);
    server.put("/d/f.nc", bytes).put("/d/f.nc.sha256", utf8(wrong));
    for (boolean cached : new boolean[] {false, true}) {
      server.forget();
      SourceException e = assertThrows(SourceException.class, () -> read(SIDECAR, cached));
      assertEquals(SourceException.Reason.CHECKSUM, e.reason());
      assertEquals(2, e.attempts());
      for (String part : List.of("/d/f.nc", "sha256:" + wrong, "sha256:" + sha(), "checksums")) {
        assertTrue(e.toString().contains(part), part + " in " + e);
      }
      assertTrue(!e.mayPass());
    }
    try (var kept = Files.walk(folder)) { // what is wrong does not stay for the next bake
      assertEquals(0, kept.filter(p -> p.toString().endsWith(".data")).count());
    }
  }

  @Test
  void whatTheTransferSpoiltIsFetchedAnew() throws IOException {
    server.put("/d/f.nc.sha256", utf8(sha()));
    for (boolean cached : new boolean[] {false, true}) {
      byte[] spoilt = bytes.clone();
      spoilt[100] ^= 1;
      server.put("/d/f.nc", spoilt);
      try (SourceOpener opener = opener(Checksums.none(), cached)) {
        SourceOpener watching = new HealingOpener(opener, () -> server.put("/d/f.nc", bytes));
        VerifiedOpener verified =
            new VerifiedOpener(
                watching,
                new DeclaredDigests(watching, SIDECAR, org.arcoforge.pattern.Redaction.strict()));
        try (ByteSource source = verified.open(server.url("/d/f.nc"))) {
          byte[] found = new byte[(int) source.size()];
          source.read(0, found, 0, found.length);
          assertArrayEquals(bytes, found);
        }
      }
    }
  }

  @Test
  void aListThatCameCutOffIsFetchedAnew() throws IOException {
    server.put("/d/f.nc", bytes).put("/SUMS", utf8(sha() + "  other.nc\n"));
    Checksums list = new Checksums("", server.url("/SUMS"), Map.of());
    try (SourceOpener opener = opener(Checksums.none(), false)) {
      DeclaredDigests declared =
          new DeclaredDigests(opener, list, org.arcoforge.pattern.Redaction.strict());
      declared.of(server.url("/x/other.nc"), false);
      server.put("/SUMS", utf8(sha() + "  other.nc\n" + sha() + "  f.nc\n")).forget();
      assertEquals(sha(), declared.of(server.url("/d/f.nc"), false).hex());
      assertEquals(1, server.requests().size(), "once");
      for (int i = 0; i < 3; i++) {
        assertThrows(SourceException.class, () -> declared.of(server.url("/d/g.nc"), false));
      }
      assertEquals(2, server.requests().size(), "twice alike: it is without that name");
    }
  }

  @Test
  void aFileWithoutADigestIsNotUsed() throws IOException {
    server.put("/d/f.nc", bytes);
    SourceException e = assertThrows(SourceException.class, () -> read(SIDECAR, false));
    assertTrue(e.toString().contains("its digest is not there"), e.toString());
    server.put("/SUMS", utf8(sha() + "  other.nc\n"));
    SourceException f =
        assertThrows(
            SourceException.class,
            () -> read(new Checksums("", server.url("/SUMS"), Map.of()), false));
    assertTrue(f.toString().contains("there is no digest of it"), f.toString());
  }

  @Test
  void localFilesAreHeldAgainstThemToo() throws IOException {
    Path file = Files.write(folder.resolve("f.nc"), bytes);
    try (SourceOpener opener =
        opener(new Checksums("", "", Map.of("f.nc", new Digest("sha256", sha()))), false)) {
      opener.open(file.toString()).close();
      Files.write(file, HexFormat.of().parseHex("00"));
      assertThrows(SourceException.class, () -> opener.open(file.toString()));
    }
  }
}
