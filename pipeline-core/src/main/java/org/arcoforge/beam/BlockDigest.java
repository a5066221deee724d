package org.arcoforge.beam;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;

/** One text that changes with type, shape and any value of a block. */
final class BlockDigest {
  private BlockDigest() {}

  static String of(Block block) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(
          (block.type().id() + Arrays.toString(block.shape())).getBytes(StandardCharsets.UTF_8));
      if (block.type() == DataType.STRING) {
        for (int i = 0; i < block.elements(); i++) {
          sha.update(block.strings()[i].getBytes(StandardCharsets.UTF_8));
          sha.update((byte) 0);
        }
      } else {
        sha.update(block.bytes(), 0, block.byteLength());
      }
      return HexFormat.of().formatHex(sha.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
