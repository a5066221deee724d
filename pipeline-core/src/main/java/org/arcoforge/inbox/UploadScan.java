package org.arcoforge.inbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.FailureWords;

/**
 * Finds the files of a folder and of those within it. Links to files are followed, for archives on
 * big systems are made of them; links to folders are not, for they may lead in circles. What is
 * hidden, or no file, is left out and told.
 */
final class UploadScan {
  private final Path root;
  private final List<UploadFile> files = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private UploadScan(Path root) {
    this.root = root;
  }

  /**
   * Looks through a folder.
   *
   * @throws UploadException if it cannot be listed, or holds a file whose name cannot be a key
   */
  static UploadScan of(Path root) throws UploadException {
    UploadScan scan = new UploadScan(root);
    scan.walk(root);
    scan.files.sort(Comparator.comparing(UploadFile::name));
    return scan;
  }

  /** Returns the files, sorted by name. */
  List<UploadFile> files() {
    return files;
  }

  /** Returns what was left out, and why, one each. */
  List<String> leftOut() {
    return leftOut;
  }

  private void walk(Path folder) throws UploadException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        take(child, name(child));
      }
    } catch (UploadException e) {
      throw e;
    } catch (IOException e) {
      throw new UploadException(
          Blame.SOURCES, folder + ": cannot be listed: " + FailureWords.of(e));
    }
  }

  private void take(Path child, String name) throws UploadException {
    if (String.valueOf(child.getFileName()).startsWith(".")) {
      leftOut.add(name + ": hidden");
    } else if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
      walk(child);
    } else if (Files.isDirectory(child)) {
      leftOut.add(name + ": a link to a folder; upload that folder itself");
    } else if (!Files.exists(child)) {
      leftOut.add(name + ": a link to nothing");
    } else if (!Files.isRegularFile(child)) {
      leftOut.add(name + ": no file, but a pipe, socket or device");
    } else {
      files.add(UploadFile.of(child, checked(name)));
    }
  }

  private String name(Path child) {
    return root.relativize(child).toString().replace(child.getFileSystem().getSeparator(), "/");
  }

  /** A name must be one in all stores, in URLs and in the manifest. */
  private static String checked(String name) throws UploadException {
    boolean odd = name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == 0xfffd);
    if (odd || name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > 900) {
      throw new UploadException(
          Blame.RECIPE,
          "'"
              + name.replaceAll("[\\x00-\\x1f\\x7f]", "?")
              + "': expected a name in UTF-8 of at most 900 bytes, without control characters and"
              + " backslashes; rename the file");
    }
    return name;
  }
}
