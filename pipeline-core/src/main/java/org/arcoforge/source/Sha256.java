package org.arcoforge.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes the SHA-256 (FIPS 180-4) of all that is added, in hex. Not safe for several threads. */
public final class Sha256 {
  private static final String MULTIHASH = "1220"; // SHA-256, of 32 bytes

  private final MessageDigest digest;

  /** Makes the digest of nothing yet. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** Returns the digest of bytes as a hexadecimal multihash, as STAC's file extension has it. */
  public static String multihash(byte[] bytes) {
    return MULTIHASH + new Sha256().add(bytes).hex();
  }

  /** Adds a text's UTF-8. */
  public Sha256 add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds bytes. */
  public Sha256 add(byte[] bytes) {
    return add(bytes, bytes.length);
  }

  /** Adds the first bytes. */
  public Sha256 add(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
    return this;
  }

  /** Returns all 64 digits; begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Returns half of the digits, for names of things that are told apart; begins anew. */
  public String name() {
    return hex().substring(0, 32);
  }
}
