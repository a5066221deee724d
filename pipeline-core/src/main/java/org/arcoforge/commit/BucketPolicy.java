package org.arcoforge.commit;

/** Which store may be written by which kind of bake; checked before the first byte. */
public final class BucketPolicy {
  private BucketPolicy() {}

  /**
   * Checks that scratch and persistent are apart, so that what expires cannot be what stays.
   *
   * @throws IllegalArgumentException if one is within the other
   */
  public static void check(String scratch, String persistent) {
    if (slash(scratch).startsWith(slash(persistent))
        || slash(persistent).startsWith(slash(scratch))) {
      throw new IllegalArgumentException(
          "scratch ("
              + scratch
              + ") and persistent ("
              + persistent
              + ") must not be within each other: pruned bakes write to scratch only, and scratch expires");
    }
  }

  private static String slash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }
}
