package org.arcoforge.inbox;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.arcoforge.fault.Blame;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/**
 * An inbox holds files of one feedstock and a manifest, {@code manifest.json}, that names them. A
 * file is in the inbox when the manifest names it; objects that it does not name are nothing yet.
 * Objects have the digest of their content in their keys and are never replaced, so that whoever
 * reads by one manifest reads one content.
 */
public final class Inbox {
  /** Key of the manifest. */
  public static final String MANIFEST = "manifest.json";

  private static final int ATTEMPTS = 50; // others may upload at the same time

  private final ObjectStore store;

  /** Opens an inbox; nothing is asked yet. */
  public Inbox(ObjectStore store) {
    this.store = store;
  }

  /** A state is a manifest and the generation that it has; 0 if there is none yet. */
  private record State(Map<String, InboxFile> files, long generation) {}

  /**
   * Returns the files by their names, sorted; none where there is no manifest.
   *
   * @throws UploadException if the manifest is damaged
   */
  public Map<String, InboxFile> files() throws IOException {
    return Collections.unmodifiableMap(state().files());
  }

  private State state() throws IOException {
    Optional<ObjectInfo> info = store.stat(MANIFEST);
    if (info.isEmpty()) {
      return new State(new TreeMap<>(), 0);
    }
    // Should it be another by now, the swap finds out.
    byte[] bytes = store.read(MANIFEST);
    return new State(ManifestText.decode(store.url(MANIFEST), bytes), info.get().generation());
  }

  /**
   * Adds files whose objects are all there, in one swap of the manifest.
   *
   * @param replace whether a name may get another content
   * @throws UploadException if a name has another content that somebody put there meanwhile
   */
  void add(String feedstock, Collection<InboxFile> more, boolean replace) throws IOException {
    for (int i = 0; ; i++) {
      State now = state();
      Map<String, InboxFile> all = new TreeMap<>(now.files());
      for (InboxFile file : more) {
        InboxFile there = all.put(file.name(), file);
        if (there != null && !replace && !there.sha256().equals(file.sha256())) {
          throw conflict(List.of(file.name()), store.location());
        }
      }
      if (all.equals(now.files())) {
        return;
      }
      try {
        store.replace(MANIFEST, ManifestText.encode(feedstock, all), now.generation());
        return;
      } catch (GenerationMismatchException e) {
        if (i == ATTEMPTS) {
          throw e;
        }
      }
    }
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
