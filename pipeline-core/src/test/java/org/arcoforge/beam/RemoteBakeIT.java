package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.egress.Egress;
import org.arcoforge.secret.SecretBindings;
import org.arcoforge.source.FtpTestServer;
import org.arcoforge.source.Reach;
import org.arcoforge.source.SftpTestServer;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bake from servers of FTP and SFTP writes what one from the files writes. */
class RemoteBakeIT {
  @TempDir Path folder;

  private Map<String, String> baked(BakeConfig config) throws Exception {
    BakeReport report = BakeCase.bake(config);
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    Map<String, String> all = new TreeMap<>();
    StoreContents.of(ObjectStores.open(report.store() + "/"))
        .forEach((key, bytes) -> all.put(key, HexFormat.of().formatHex(bytes)));
    all.keySet().removeIf(key -> key.contains("zarr.json")); // has the URLs of the sources
    return all;
  }

  private BakeCase local() throws Exception {
    return BakeCase.inMemory(folder.resolve("files"));
  }

  @Test
  void treesFromFtpAndSftpAreThoseFromFiles() throws Exception {
    Map<String, String> expected = baked(local().config());
    assertEquals(false, expected.isEmpty());
    try (FtpTestServer ftp = new FtpTestServer(folder.resolve("files"))) {
      assertEquals(expected, baked(local().sources(ftp.url(""), "{}").config()));
    }
    Path secret = folder.resolve("secret");
    Files.writeString(secret, SftpTestServer.USER + ":" + SftpTestServer.PASSWORD);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    SecretBindings bound =
        SecretBindings.none().with(List.of("archive=file:" + secret + ",as=basic"));
    try (SftpTestServer sftp = new SftpTestServer(folder.resolve("files"))) {
      Reach reach =
          Reach.open()
              .withEgress(new Egress(List.of("127.0.0.1"), List.of("127.0.0.1"), false))
              .withSecrets(bound)
              .withHostKeys(Map.of("127.0.0.1", List.of(sftp.fingerprint())));
      BakeConfig config =
          local().sources(sftp.url(""), "{auth: archive}").config().toBuilder()
              .reach(reach)
              .build();
      assertEquals(expected, baked(config));
    }
  }
}
