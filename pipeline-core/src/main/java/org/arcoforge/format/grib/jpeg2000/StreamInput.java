package org.arcoforge.format.grib.jpeg2000;

import jj2000.j2k.io.EndianType;
import jj2000.j2k.io.RandomAccessIO;

/**
 * Gives JJ2000 a code stream that is in memory. JJ2000 takes the end of its input for the end of
 * the image and gives what it has so far, and reads the bytes FF FF in a packet's head for ever;
 * both end here in an exception that it does not know. So does a stream whose time is over.
 */
final class StreamInput implements RandomAccessIO {
  private final byte[] bytes;
  private final int begin;
  private final int end;
  private int at;
  private boolean afterOnes;
  private volatile boolean stopped;

  StreamInput(byte[] bytes, int begin) {
    this.bytes = bytes;
    this.begin = begin;
    this.end = bytes.length;
    this.at = begin;
  }

  /** Makes the next read fail, in whichever thread. */
  void stop() {
    stopped = true;
  }

  private int take(int n) {
    if (stopped) {
      throw new IllegalStateException("the JPEG 2000 stream takes too long");
    }
    if (n < 0 || n > end - at) {
      throw new IllegalArgumentException(
          "the JPEG 2000 stream ends within a packet, after " + (end - begin) + " bytes: damaged");
    }
    int from = at;
    at += n;
    return from;
  }

  /**
   * Returns bits of packet heads are read by this method only: there a byte of ones has a stuffed
   * bit.
   */
  @Override
  public int read() {
    int value = bytes[take(1)] & 0xFF;
    if (afterOnes && value == 0xFF) {
      throw new IllegalArgumentException("a packet's head in the JPEG 2000 stream is damaged");
    }
    afterOnes = value == 0xFF;
    return value;
  }

  private long number(int n) {
    afterOnes = false;
    long value = 0;
    for (int i = take(n); i < at; i++) {
      value = value << 8 | (bytes[i] & 0xFF);
    }
    return value;
  }

  @Override
  public void readFully(byte[] target, int offset, int n) {
    afterOnes = false;
    System.arraycopy(bytes, take(n), target, offset, n);
  }

  @Override
  public int getPos() {
    return at - begin;
  }

  @Override
  public int length() {
    return end - begin;
  }

  @Override
  public void seek(int position) {
    afterOnes = false;
    at = begin;
    take(position);
  }

  @Override
  public int skipBytes(int n) {
    afterOnes = false;
    take(n);
    return n;
  }

  @Override
  public int getByteOrdering() {
    return EndianType.BIG_ENDIAN;
  }

  @Override
  public byte readByte() {
    return (byte) number(1);
  }

  @Override
  public int readUnsignedByte() {
    return (int) number(1);
  }

  @Override
  public short readShort() {
    return (short) number(2);
  }

  @Override
  public int readUnsignedShort() {
    return (int) number(2);
  }

  @Override
  public int readInt() {
    return (int) number(4);
  }

  @Override
  public long readUnsignedInt() {
    return number(4);
  }

  @Override
  public long readLong() {
    return number(8);
  }

  @Override
  public float readFloat() {
    return Float.intBitsToFloat(readInt());
  }

  @Override
  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("a code stream is only read");
  }

  @Override
  public void write(int value) {
    throw readOnly();
  }

  @Override
  public void writeByte(int value) {
    throw readOnly();
  }

  @Override
  public void writeShort(int value) {
    throw readOnly();
  }

  @Override
  public void writeInt(int value) {
    throw readOnly();
  }

  @Override
  public void writeLong(long value) {
    throw readOnly();
  }

  @Override
  public void writeFloat(float value) {
    throw readOnly();
  }

  @Override
  public void writeDouble(double value) {
    throw readOnly();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
