package org.arcoforge.source;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.egress.Egress;
import org.arcoforge.secret.SecretBindings;
import org.arcoforge.secret.SecretSender;
import org.arcoforge.store.ObjectStores;

/**
 * Reach is what a feedstock can get at where it is baked: local files, hosts, buckets, the inbox
 * and secrets. Holds no secret. Immutable.
 *
 * @param allFiles whether it may read all local files
 * @param folders else, the folders below which it may; absolute paths
 * @param egress which hosts and addresses it may reach
 * @param secrets where the secrets are that it may need
 * @param hostKeys fingerprints of the keys of SSH servers, as {@code SHA256:…}, by host
 * @param buckets how buckets are reached, by their URLs, as {@code s3://name}; of others the
 *     environment says it
 * @param inbox URL of the feedstock's inbox; empty if there is none
 */
public record Reach(
    boolean allFiles,
    List<String> folders,
    Egress egress,
    SecretBindings secrets,
    Map<String, List<String>> hostKeys,
    Map<String, BucketAccess> buckets,
    String inbox)
    implements Serializable {
  /** Copies lists and maps. */
  public Reach {
    folders = List.copyOf(folders);
    Map<String, List<String>> sorted = new TreeMap<>();
    hostKeys.forEach((host, prints) -> sorted.put(host, List.copyOf(prints)));
    hostKeys = Collections.unmodifiableMap(sorted);
    buckets = Collections.unmodifiableMap(new TreeMap<>(buckets));
  }

  /** Makes a reach of files, hosts and secrets. */
  public Reach(boolean allFiles, List<String> folders, Egress egress, SecretBindings secrets) {
    this(allFiles, folders, egress, secrets, Map.of(), Map.of(), "");
  }

  /**
   * A bucket access says how a bucket is reached.
   *
   * @param keys need that is bound to keys of S3; empty for those of the environment
   * @param endpoint address of the service; empty for the environment's
   * @param payer project that pays for requests to {@code gs://}, or {@code requester} for {@code
   *     s3://}; empty where the owner of the bucket pays
   */
  public record BucketAccess(String keys, String endpoint, String payer) implements Serializable {}

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
    return new Reach(false, paths, egress, secrets, hostKeys, buckets, inbox);
  }

  /** Returns the same with other hosts. */
  public Reach withEgress(Egress other) {
    return new Reach(allFiles, folders, other, secrets, hostKeys, buckets, inbox);
  }

  /** Returns the same with other secrets. */
  public Reach withSecrets(SecretBindings other) {
    return new Reach(allFiles, folders, egress, other, hostKeys, buckets, inbox);
  }

  /** Returns the same with other keys of SSH servers. */
  public Reach withHostKeys(Map<String, List<String>> other) {
    return new Reach(allFiles, folders, egress, secrets, other, buckets, inbox);
  }

  /** Returns the same with other ways to buckets. */
  public Reach withBuckets(Map<String, BucketAccess> other) {
    return new Reach(allFiles, folders, egress, secrets, hostKeys, other, inbox);
  }

  /** Returns the same with the inbox of a feedstock. */
  public Reach withInbox(String url) {
    return new Reach(allFiles, folders, egress, secrets, hostKeys, buckets, url);
  }

  /**
   * Lets all that this process opens from now on reach the buckets so; secrets are not looked up.
   */
  public void reachBuckets() {
    buckets.forEach(
        (url, how) -> {
          Map<String, String> options = new TreeMap<>();
          if (!how.endpoint().isEmpty()) {
            options.put("s3.endpoint", how.endpoint());
          }
          if (!how.payer().isEmpty()) {
            boolean google = url.startsWith("gs://");
            options.put(google ? "gs.payer" : "s3.payer", google ? how.payer() : "true");
          }
          ObjectStores.Keys keys =
              how.keys().isEmpty() ? null : () -> SecretSender.s3Keys(how.keys(), secrets);
          ObjectStores.reach(url, new ObjectStores.Bucket(options, keys));
        });
  }

  /** Returns the keys that servers of SSH must have. */
  HostKeys knownHosts() {
    return HostKeys.of(hostKeys, secrets.personal());
  }

  AllowedFiles files() {
    return allFiles
        ? AllowedFiles.all()
        : AllowedFiles.below(folders.stream().map(Path::of).toList());
  }
}
