package org.arcoforge.bake;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells in which container image this process runs. */
final class ContainerImage {
  /** What scripts/image leaves in the image. */
  static final Path FILE = Path.of("/usr/share/arco/image.json");

  private ContainerImage() {}

  /**
   * Returns its name: what {@code ARCO_IMAGE} says, for only who starts an image knows its digest,
   * else what the image itself says; empty outside of one.
   */
  static String of(UnaryOperator<@Nullable String> env, Path file) {
    String told = env.apply("ARCO_IMAGE");
    if (told != null && !told.isBlank()) {
      return told.strip();
    }
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(file)).path("image").asText();
    } catch (IOException e) { // provenance fails no bake
      return "";
    }
  }
}
