package org.arcoforge.recipe.yaml;

import static org.arcoforge.yaml.Shape.keyed;
import static org.arcoforge.yaml.Shape.optional;
import static org.arcoforge.yaml.Shape.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.arcoforge.pattern.Checksums;
import org.arcoforge.yaml.Shape;
import org.arcoforge.yaml.Yaml;

/** Reads and writes {@code access: {checksums: …}}. */
final class ChecksumSection {
  private ChecksumSection() {}

  static Shape shape() {
    Shape digest =
        text(
            "a digest",
            "([A-Za-z0-9-]+:)?([0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{56}|[0-9A-Fa-f]{64}"
                + "|[0-9A-Fa-f]{96}|[0-9A-Fa-f]{128})",
            "sha256:DIGITS, md5:DIGITS, or the digits alone");
    return keyed(
        "{sidecar}, {manifest} or {files}",
        optional(
            "sidecar",
            text(
                "a template with {url}, {folder} or {name}",
                ".*\\{(url|folder|name)\\}.*",
                "for example \"{url}.md5\""),
            "where the digest of a file is: \"{url}.md5\", \"{folder}/md5/{name}.md5\""),
        optional(
            "manifest",
            text(),
            "URL of a list of digests, as md5sum and sha256sum write it, or JSON or CSV"),
        optional(
            "files",
            new Shape.MapOf("digests by URL, or the end of one", digest, 1),
            "digests by URL, or by the end of one: {f1.nc: \"sha256:…\"}"));
  }

  static Checksums read(Yaml yaml) {
    if (yaml.kind() != Yaml.Kind.MAPPING) {
      return Checksums.none();
    }
    if (yaml.entries().size() != 1) {
      yaml.problem(
          "expected one of sidecar, manifest and files, found " + yaml.entries().size() + " keys",
          "write for example checksums: {sidecar: \"{url}.md5\"}");
      return Checksums.none();
    }
    Map<String, Checksums.Digest> files = new TreeMap<>();
    for (Yaml.Entry e : yaml.get("files").map(Yaml::entries).orElse(java.util.List.of())) {
      Optional<Checksums.Digest> digest = Checksums.Digest.parse(e.value().raw());
      if (digest.isPresent()) {
        files.put(e.key().raw(), digest.get());
      } else {
        e.value()
            .problem(
                "expected as many digits as the algorithm has, found " + e.value().found(),
                "write sha256: and 64 hexadecimal digits, or md5: and 32");
      }
    }
    String manifest = yaml.text("manifest", "");
    yaml.get("manifest").ifPresent(Location::check);
    return new Checksums(
        yaml.text("sidecar", ""),
        manifest.isEmpty() ? "" : Location.resolve(yaml.problems().file(), manifest, false),
        files);
  }

  static Map<String, Object> write(Checksums checksums) {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (!checksums.sidecar().isEmpty()) {
      keys.put("sidecar", checksums.sidecar());
    }
    if (!checksums.manifest().isEmpty()) {
      keys.put("manifest", checksums.manifest());
    }
    if (!checksums.files().isEmpty()) {
      Map<String, String> files = new TreeMap<>();
      checksums.files().forEach((name, digest) -> files.put(name, digest.toString()));
      keys.put("files", files);
    }
    return keys;
  }
}
