package org.arcoforge.runners.upgrade;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Upgrades the old classes of the jars in a folder. The JVM's caches leave such classes out, and
 * all others that mention them in certain ways: among them the reader of the command line, which
 * every start needs. The launcher runs it once after a build.
 */
public final class JarUpgrade {
  private static final int START = 10; // bytes that tell whether a class is old

  private JarUpgrade() {}

  /** Upgrades the jars in the first folder into the second: those that have old classes. */
  public static void main(String[] arguments) throws IOException {
    ClassUpgrade upgrade = new ClassUpgrade(JarUpgrade.class.getClassLoader());
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
      for (Path jar : jars) {
        upgrade(jar, Path.of(arguments[1]), upgrade);
      }
    }
  }

  /** Upgrades a jar into a folder, unless none of its classes is old, or it is signed. */
  static void upgrade(Path jar, Path folder, ClassUpgrade upgrade) throws IOException {
    Path newer = folder.resolve(jar.getFileName() + ".new");
    try (ZipFile file = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(file.entries());
      if (isSigned(entries) || !hasOld(file, entries)) {
        return;
      }
      try (OutputStream out = Files.newOutputStream(newer);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        copy(file, entries, upgrade, zip);
      }
    }
    Files.move(newer, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isSigned(List<? extends ZipEntry> entries) {
    return entries.stream()
        .anyMatch(e -> e.getName().startsWith("META-INF/") && e.getName().endsWith(".SF"));
  }

  private static boolean isClass(ZipEntry entry) {
    return entry.getName().endsWith(".class");
  }

  private static boolean hasOld(ZipFile file, List<? extends ZipEntry> entries) throws IOException {
    for (ZipEntry entry : entries) {
      if (isClass(entry)) {
        try (var in = file.getInputStream(entry)) {
          if (ClassUpgrade.isOld(in.readNBytes(START))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static void copy(
      ZipFile file, List<? extends ZipEntry> entries, ClassUpgrade upgrade, ZipOutputStream zip)
      throws IOException {
    Set<String> names = new HashSet<>(); // some jars have an entry twice, the first of which counts
    for (ZipEntry entry : entries) {
      if (names.add(entry.getName())) {
        byte[] bytes = file.getInputStream(entry).readAllBytes();
        boolean isOld = isClass(entry) && ClassUpgrade.isOld(bytes);
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTime(entry.getTime());
        zip.putNextEntry(same);
        zip.write(isOld ? upgrade.upgraded(bytes) : bytes);
        zip.closeEntry();
      }
    }
  }
}
