package org.arcoforge.zarr;

import java.nio.file.Path;
import org.arcoforge.array.Block;

/**
 * A reader of Zarr in Java that is not ours. It is public because its implementations are loaded by
 * class loaders of their own. Every method fails with whatever the other library throws.
 */
public interface IndependentReader {
  /** Reads all elements of the array in that folder in one call. */
  Block whole(Path array) throws Exception;

  /** Reads all elements in boxes of at most that size, which need not match the chunks. */
  Block inBoxes(Path array, int... box) throws Exception;

  /** Reads an array that is reached by opening a group and then what is in it, name by name. */
  Block throughGroups(Path group, String... names) throws Exception;

  /** Decodes one chunk's object, in Zarr 2, with the codecs that the array's metadata name. */
  Block decode(Path array, Path object) throws Exception;
}
