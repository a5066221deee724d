package org.arcoforge.bakery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.arcoforge.pattern.Spelling;
import org.arcoforge.yaml.Problem;
import org.arcoforge.yaml.Problems;
import org.jspecify.annotations.Nullable;

/** Finds bakeries: those that are shipped, by name, and those in files. */
public final class Bakeries {
  /** Names of the bakeries that are shipped, in the order in which they are listed. */
  public static final List<String> NAMES =
      List.of("local", "leap-gcp", "osn", "pangeo-hub", "flink");

  private Bakeries() {}

  /**
   * A result is the bakery that was read, or the problems that were found.
   *
   * @param bakery null if there are problems
   * @param description of the bakery, in one line; empty if there is none
   * @param problems in the order of the text
   */
  public record Result(@Nullable Bakery bakery, String description, List<Problem> problems) {
    /** Copies the list. */
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Returns the text of a bakery.
   *
   * @param nameOrFile one of {@link #NAMES}, or a path
   * @throws IOException if there is neither; the message says what there is
   */
  public static String text(String nameOrFile) throws IOException {
    if (NAMES.contains(nameOrFile)) {
      try (InputStream in = Bakeries.class.getResourceAsStream(nameOrFile + ".yaml")) {
        if (in == null) {
          throw new IOException("the bakery " + nameOrFile + " is not in this build");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    Path file;
    try {
      file = Path.of(nameOrFile);
    } catch (InvalidPathException e) {
      throw none(nameOrFile);
    }
    if (!Files.isRegularFile(file)) {
      throw none(nameOrFile);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(Problems.LONGEST);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": expected text in UTF-8, found other bytes", e);
    }
  }

  private static IOException none(String name) {
    return new IOException(
        "there is no bakery '"
            + name
            + "', and no such file; "
            + Spelling.nearest(name, NAMES)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("there are " + String.join(", ", NAMES) + ", or a YAML file"));
  }

  /**
   * Reads a bakery.
   *
   * @param root folder of the local bakery, known in texts as {@code ${ARCO_ROOT}}
   * @param env values of the other variables that it may name
   * @param needed whether a variable that is not set is a problem; else its name stays
   * @throws IOException if there is none; the message says what there is
   */
  public static Result read(
      String nameOrFile, Path root, UnaryOperator<@Nullable String> env, boolean needed)
      throws IOException {
    String folder = root.toAbsolutePath().normalize().toUri().toString();
    String base = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    Result read =
        BakeryReader.read(
            nameOrFile,
            text(nameOrFile),
            name -> name.equals("ARCO_ROOT") ? base : env.apply(name),
            needed);
    Bakery bakery = read.bakery();
    return nameOrFile.equals("local") && bakery != null
        ? new Result(
            bakery.withReach(Bakery.local(root).reach()), read.description(), read.problems())
        : read;
  }

  /** Returns problems in words, one a line. */
  public static String told(List<Problem> problems) {
    return String.join("\n", problems.stream().map(Problem::toString).toList());
  }
}
