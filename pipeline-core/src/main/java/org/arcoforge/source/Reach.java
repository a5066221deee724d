package org.arcoforge.source;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.arcoforge.egress.Egress;
import org.arcoforge.secret.SecretBindings;

/**
 * Reach is what a feedstock can get at where it is baked: local files, hosts and secrets. Holds no
 * secret. Immutable.
 *
 * @param allFiles whether it may read all local files
 * @param folders else, the folders below which it may; absolute paths
 * @param egress which hosts and addresses it may reach
 * @param secrets where the secrets are that it may need
 */
public record Reach(boolean allFiles, List<String> folders, Egress egress, SecretBindings secrets)
    implements Serializable {
  /** Copies the list. */
  public Reach {
    folders = List.copyOf(folders);
  }

  /**
   * Returns the reach of who bakes what is theirs on their own machine: all files, also hosts of
   * their own network, and their own secrets.
   */
  public static Reach own() {
    return new Reach(true, List.of(), Egress.own(), SecretBindings.ofPerson());
  }

  /** Returns the reach of a bakery that says nothing: public hosts, no files, no secrets. */
  public static Reach open() {
    return new Reach(false, List.of(), Egress.open(), SecretBindings.none());
  }

  /** Returns the same with the local files below some folders only. */
  public Reach withFolders(Collection<Path> some) {
    List<String> paths = some.stream().map(f -> f.toAbsolutePath().normalize().toString()).toList();
    return new Reach(false, paths, egress, secrets);
  }

  /** Returns the same with other hosts. */
  public Reach withEgress(Egress other) {
    return new Reach(allFiles, folders, other, secrets);
  }

  /** Returns the same with other secrets. */
  public Reach withSecrets(SecretBindings other) {
    return new Reach(allFiles, folders, egress, other);
  }

  AllowedFiles files() {
    return allFiles
        ? AllowedFiles.all()
        : AllowedFiles.below(folders.stream().map(Path::of).toList());
  }
}
