package org.arcoforge.source;

import java.util.regex.Pattern;

/** URLs without what opens doors: user names, passwords, tokens and signatures. */
final class SafeUrls {
  private static final Pattern USER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@");

  // The names that signed URLs of the large clouds and common services use.
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)([?&](?:[^=&#]*(?:token|secret|signature|password|passwd|credential|auth|api_?key"
              + "|access_?key)[^=&#]*|key|sig|pwd|x-(?:amz|goog)-[^=&#]*|awsaccesskeyid|policy"
              + "|googleaccessid|expires|key-pair-id)=)[^&#]*");

  private SafeUrls() {}

  /** For messages and records: secret values are replaced by {@code ***}. */
  static String of(String url) {
    return SECRET.matcher(USER.matcher(url).replaceFirst("$1")).replaceAll("$1***");
  }

  /** A name for a cache that is the same whatever token the URL carries: SHA-256 in hex. */
  static String key(String url) {
    return new Sha256().add(of(url)).hex();
  }
}
