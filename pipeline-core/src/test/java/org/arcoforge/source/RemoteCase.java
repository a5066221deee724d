package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.arcoforge.egress.Dialer;
import org.arcoforge.egress.Egress;
import org.arcoforge.pattern.Access;
import org.arcoforge.secret.SecretBindings;

/** Openers of remote files with secrets and keys of a test. */
final class RemoteCase {
  private RemoteCase() {}

  /** A binding of the need {@code archive} to a file with that text. */
  static SecretBindings bound(Path folder, String secret, String as) throws IOException {
    Path file = Files.createTempFile(folder, "secret", ""); // a value is looked up once
    Files.writeString(file, secret);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return SecretBindings.none().with(List.of("archive=file:" + file + ",as=" + as));
  }

  static SourceOpener opener(SecretBindings secrets, Map<String, List<String>> keys, String cache) {
    boolean isBound = !secrets.byNeed().isEmpty();
    Reach reach = Reach.own().withSecrets(secrets).withHostKeys(keys);
    return Sources.opener(
        new Access(Map.of(), isBound ? "archive" : "", 2),
        cache,
        reach,
        HttpSourceTest.QUICK,
        Dialer.of(Egress.own()));
  }

  static byte[] read(SourceOpener opener, String url) throws IOException {
    try (ByteSource source = opener.open(url)) {
      return HttpSourceTest.all(source);
    }
  }
}
