package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/** Finds files on a server of FTP or SFTP by a pattern; asks for no folder that cannot matter. */
final class RemoteGlob {
  private static final int DEEPEST = 32; // folders within each other; links may lead in circles

  /** A lister says what is in a folder of a server. */
  interface Lister {
    List<RemoteSession.Entry> list(String folder) throws IOException;
  }

  private final Lister lister;
  private final PathMatcher whole;
  private final String[] parts;
  private final boolean anyDepth;
  private final List<String> found = new ArrayList<>();

  private RemoteGlob(Lister lister, String rest) {
    this.lister = lister;
    this.whole = LocalGlob.matcher(rest);
    // A brace may hold a slash: then parts cannot be told one by one.
    this.anyDepth = rest.contains("**") || rest.matches(".*\\{[^}]*/.*");
    this.parts = rest.split("/", -1);
  }

  /**
   * Returns the names of the files that a pattern matches, relative to the folder, sorted.
   *
   * @param folder the fixed part, ending in a slash
   */
  static List<String> find(Lister lister, String folder, String rest) throws IOException {
    RemoteGlob glob = new RemoteGlob(lister, rest);
    glob.walk(folder, "", 0);
    glob.found.sort(null);
    return glob.found;
  }

  private void walk(String folder, String below, int depth) throws IOException {
    boolean last = !anyDepth && depth == parts.length - 1;
    for (RemoteSession.Entry entry : lister.list(folder + below)) {
      String name = below + entry.name();
      if (entry.mayBeFile() && (last || anyDepth) && whole.matches(Path.of(name))) {
        found.add(name);
      } else if (entry.mayBeFolder() && !last && mayLead(entry.name(), depth)) {
        descend(folder, entry, name, depth);
      }
    }
  }

  private boolean mayLead(String name, int depth) {
    return anyDepth ? depth < DEEPEST : LocalGlob.matcher(parts[depth]).matches(Path.of(name));
  }

  private void descend(String folder, RemoteSession.Entry entry, String name, int depth)
      throws IOException {
    try {
      walk(folder, name + "/", depth + 1);
    } catch (SourceException e) {
      if (!entry.mayBeFile()) {
        throw e;
      }
      // A link that leads to no folder.
    }
  }
}
