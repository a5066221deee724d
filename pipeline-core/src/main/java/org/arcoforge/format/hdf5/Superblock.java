package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.Arrays;
import org.arcoforge.format.FormatException;
import org.arcoforge.source.ByteSource;

/**
 * The superblock is the first record of a file, of versions 0 to 3.
 *
 * @param file the structural bytes, with the file's sizes of addresses and lengths
 * @param root address of the root group's object header
 */
record Superblock(MetadataBytes file, long root) {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};

  static Superblock read(ByteSource source, boolean jdkInflater) throws IOException {
    long base = find(source);
    int n = (int) Math.min(128, source.size() - base);
    byte[] bytes = new byte[n];
    source.read(base, bytes, 0, n);
    int version = n > 8 ? bytes[8] : -1;
    if (n < 48 || version < 0 || version > 3) {
      if (version > 3) {
        throw FormatException.unsupported(
            source.url(), "HDF5 superblock version " + version + "; 0 to 3 are read");
      }
      throw FormatException.corrupt(source.url(), "the file ends in its HDF5 superblock");
    }
    boolean old = version < 2;
    int offsetSize = bytes[old ? 13 : 9];
    int lengthSize = bytes[old ? 14 : 10];
    if (!valid(offsetSize) || !valid(lengthSize)) {
      throw FormatException.corrupt(
          source.url(), "addresses of " + offsetSize + " and lengths of " + lengthSize + " bytes");
    }
    MetadataBytes file = new MetadataBytes(source, base, offsetSize, lengthSize, jdkInflater);
    Cursor in = new Cursor(file, bytes, 0, n);
    if (old) {
      in.skip(version == 0 ? 24 : 28);
      in.skip(2L * offsetSize);
      end(file, source.size(), in.offset());
      in.skip(2L * offsetSize); // driver block, name offset of the root's entry
      return new Superblock(file, in.offset());
    }
    if (version == 3 && (bytes[11] & 1) != 0) {
      throw FormatException.corrupt(
          source.url(),
          "the program that wrote the file has not closed it: what it holds may be incomplete."
              + " Fetch it again, or clear its status with `h5clear -s` if it is known to be whole");
    }
    in.skip(12 + 2L * offsetSize);
    end(file, source.size(), in.offset());
    long root = in.offset();
    in.checksum();
    return new Superblock(file, root);
  }

  private static boolean valid(int size) {
    return size == 2 || size == 4 || size == 8;
  }

  private static void end(MetadataBytes file, long available, long end) throws FormatException {
    if (end > available && end != Cursor.UNDEFINED) {
      throw file.corrupt(
          "the file should have "
              + end
              + " bytes but has "
              + available
              + "; it is cut off: fetch it again");
    }
  }

  /** The superblock is at 0, 512, 1024, 2048, … */
  private static long find(ByteSource source) throws IOException {
    byte[] bytes = new byte[SIGNATURE.length];
    for (long at = 0; at + bytes.length <= source.size(); at = at == 0 ? 512 : 2 * at) {
      source.read(at, bytes, 0, bytes.length);
      if (Arrays.equals(bytes, SIGNATURE)) {
        return at;
      }
    }
    throw FormatException.corrupt(
        source.url(),
        source.size() == 0
            ? "the file is empty; expected NetCDF-4 or HDF5"
            : "not an HDF5 file: its signature is nowhere; check the recipe's format");
  }
}
