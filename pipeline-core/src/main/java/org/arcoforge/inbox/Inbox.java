package org.arcoforge.inbox;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.arcoforge.fault.Blame;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * An inbox holds files of one feedstock and a manifest, {@code manifest.json}, that names them. A
 * file is in the inbox when the manifest names it; objects that it does not name are nothing yet.
 * Objects have the digest of their content in their keys and are never replaced, so that whoever
 * reads by one manifest reads one content.
 */
public final class Inbox {
  /** Key of the manifest. */
  public static final String MANIFEST = "manifest.json";

  /** What keys of contents begin with. */
  public static final String FILES = "files/";

  private final ObjectStore store;

  /** Opens an inbox; nothing is asked yet. */
  public Inbox(ObjectStore store) {
    this.store = store;
  }

  /**
   * Returns the files by their names, sorted; none where there is no manifest.
   *
   * @throws UploadException if the manifest is damaged
   */
  public Map<String, InboxFile> files() throws IOException {
    return Collections.unmodifiableMap(files(store.find(MANIFEST).orElse(null)));
  }

  /**
   * Returns the keys of all objects that the manifest names.
   *
   * @throws UploadException if the manifest is damaged
   */
  public Set<String> keys() throws IOException {
    Set<String> keys = new HashSet<>();
    files().values().forEach(file -> file.parts().forEach(part -> keys.add(part.key())));
    return keys;
  }

  private Map<String, InboxFile> files(byte @Nullable [] manifest) throws IOException {
    return manifest == null ? new TreeMap<>() : ManifestText.decode(store.url(MANIFEST), manifest);
  }

  /**
   * Adds files whose objects are all there, in one swap of the manifest.
   *
   * @param replace whether a name may get another content
   * @throws UploadException if a name has another content that somebody put there meanwhile
   */
  void add(String feedstock, Collection<InboxFile> more, boolean replace) throws IOException {
    store.update(
        MANIFEST,
        now -> {
          Map<String, InboxFile> known = files(now);
          Map<String, InboxFile> all = new TreeMap<>(known);
          for (InboxFile file : more) {
            InboxFile there = all.put(file.name(), file);
            if (there != null && !replace && !there.sha256().equals(file.sha256())) {
              throw conflict(List.of(file.name()), store.location());
            }
          }
          return now != null && all.equals(known) ? now : ManifestText.encode(feedstock, all);
        });
  }

  static UploadException conflict(List<String> names, String place) {
    return new UploadException(
        Blame.CONFLICT,
        place
            + " has other contents under "
            + (names.size() == 1 ? "the name " : names.size() + " names: ")
            + String.join(", ", names.subList(0, Math.min(10, names.size())))
            + (names.size() > 10 ? ", …" : "")
            + "; nothing was sent. If the new ones are right, --replace lets them take the names");
  }
}
