package org.arcoforge.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file slice by slice. Past the page cache a disk takes whole blocks only: the last one is
 * filled up and the file cut afterwards, and the block that the head ends in is written again.
 */
final class SlicedFile implements NewFile {
  /** The way through the page cache, where a file may be written at any position. */
  static final int CACHED = 1;

  private final NewFiles files;
  private final Path path;
  private final int head;
  private final boolean isLarge;
  private final FileChannel first; // closed last: to close any channel ends the file's lock
  private FileChannel channel;
  private int block;
  private @Nullable ByteBuffer slice; // null where none is begun
  private @Nullable WriteBehind behind; // null while nothing is on its way
  private byte[] shared = {}; // the block that the head ends in
  private long written; // where the slice begins
  private long nanos;

  SlicedFile(NewFiles files, Path path, FileChannel channel, int head, int block, boolean isLarge) {
    this.files = files;
    this.path = path;
    this.first = channel;
    this.channel = channel;
    this.head = head;
    this.block = block;
    this.isLarge = isLarge;
    this.written = (long) head - head % block;
  }

  private ByteBuffer slice() {
    if (slice == null) {
      slice = Slices.take().position((int) Math.max(0, head - written));
    }
    return slice;
  }

  @Override
  public boolean lock() {
    try {
      return first.tryLock() != null;
    } catch (IOException e) { // a file system without locks
      return false;
    }
  }

  @Override
  public void append(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer slice = slice();
    for (int at = offset; at < offset + length; ) {
      int n = Math.min(slice.remaining(), offset + length - at);
      slice.put(bytes, at, n);
      at += n;
      if (!slice.hasRemaining()) {
        slice = full(slice);
      }
    }
  }

  /** Writes a whole slice, or lets it be written, and returns one for what follows. */
  private ByteBuffer full(ByteBuffer whole) throws IOException {
    if (block == CACHED || written <= head) { // the first one is to tell whether it goes this way
      flush(whole);
      return whole;
    }
    long began = System.nanoTime();
    if (behind == null) {
      behind = new WriteBehind(path, channel, block);
    }
    slice = null; // whatever comes of it
    behind.write(whole.rewind(), written);
    written += whole.limit();
    nanos += System.nanoTime() - began;
    return slice();
  }

  /** Writes the slice, which begins a block and is filled up to the end of one. */
  private void flush(ByteBuffer slice) throws IOException {
    if (written < head) {
      shared = new byte[block];
      slice.get(0, shared);
    }
    int length = slice.position();
    slice.limit(length + Math.floorMod(-length, block));
    try {
      write(slice.rewind(), written);
    } catch (IOException e) {
      if (block == CACHED || written > head) {
        throw e;
      }
      // A file system that opens such files and takes none of their blocks; or full, also then.
      files.cachedOnly();
      goOnCached();
      write(slice.position(0).limit(length), written);
    }
    written += length;
    slice.clear();
  }

  private void write(ByteBuffer bytes, long position) throws IOException {
    long began = System.nanoTime();
    long at = position;
    while (bytes.hasRemaining()) {
      if (at % block != 0) { // cut short within a block: if the disk is full, this way tells it
        goOnCached();
      }
      at += channel.write(bytes, at);
    }
    nanos += System.nanoTime() - began;
  }

  private void goOnCached() throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.WRITE);
    block = CACHED;
  }

  @Override
  public void finish(byte[] head, boolean force) throws IOException {
    if (head.length != this.head) {
      throw new IllegalArgumentException(head.length + " bytes, and room for " + this.head);
    }
    ByteBuffer slice = slice();
    long began = System.nanoTime();
    if (behind != null) {
      behind.end();
    }
    nanos += System.nanoTime() - began;
    long length = written + slice.position();
    flush(slice);
    writeHead(head, slice);
    began = System.nanoTime();
    if (isLarge) { // perhaps filled up
      channel.truncate(length);
    }
    if (force) {
      channel.force(true);
    }
    nanos += System.nanoTime() - began;
    if (isLarge) {
      files.took(block != CACHED, length, nanos);
    }
    close();
  }

  private void writeHead(byte[] head, ByteBuffer slice) throws IOException {
    if (head.length == 0) {
      return;
    }
    int whole = head.length + Math.floorMod(-head.length, block);
    byte[] blocks = Arrays.copyOf(head, whole);
    int tail = head.length % block;
    if (tail > 0) {
      System.arraycopy(shared, tail, blocks, head.length, whole - head.length);
    }
    for (int at = 0; at < whole; at += Slices.BYTES) {
      slice.clear().put(blocks, at, Math.min(Slices.BYTES, whole - at));
      write(slice.flip(), at);
    }
  }

  @Override
  public void close() throws IOException {
    if (behind != null) {
      behind.await();
    }
    if (slice != null) {
      Slices.free(slice);
      slice = null;
    }
    try {
      channel.close();
    } finally {
      first.close();
    }
  }
}
