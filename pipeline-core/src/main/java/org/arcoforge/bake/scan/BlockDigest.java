package org.arcoforge.bake.scan;

import java.util.Arrays;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.source.Sha256;

/** Computes one text that changes with type, shape and any value of a block. */
final class BlockDigest {
  private BlockDigest() {}

  static String of(Block block) {
    Sha256 sha = new Sha256().add(block.type().id() + Arrays.toString(block.shape()));
    if (block.type() == DataType.STRING) {
      for (int i = 0; i < block.elements(); i++) {
        sha.add(block.strings()[i] + "\0");
      }
    } else {
      sha.add(block.bytes(), block.byteLength());
    }
    return sha.name();
  }
}
