package org.arcoforge.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFilesTest {
  private static final int[] LENGTHS = {
    0, 1, 100, 4095, 4096, 4097, Slices.BYTES - 1, Slices.BYTES, Slices.BYTES + 1, 3_500_007
  };
  private static final int[] HEADS = {
    0, 1, 16, 4095, 4096, 5000, Slices.BYTES, Slices.BYTES + 4096, 2 * Slices.BYTES + 5
  };

  @TempDir Path folder;

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Writes in pieces of many lengths whose memory is used again. */
  private static void write(NewFile file, byte[] body, byte[] head) throws IOException {
    Random random = new Random(7);
    try (file) {
      for (int at = 0; at < body.length; ) {
        int n = Math.min(body.length - at, random.nextInt(700_000));
        byte[] piece = Arrays.copyOfRange(body, at, at + n);
        file.append(piece, 0, n);
        Arrays.fill(piece, (byte) 0);
        at += n;
      }
      file.finish(head, false);
    }
  }

  private void writesAndReads(int block) throws IOException {
    for (int length : LENGTHS) {
      for (int head : HEADS) {
        byte[] whole = random(head + length);
        Path path = folder.resolve(block + "-" + length + "-" + head);
        FileChannel channel =
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        write(
            new SlicedFile(new NewFiles(), path, channel, head, block, true),
            Arrays.copyOfRange(whole, head, whole.length),
            Arrays.copyOf(whole, head));
        assertArrayEquals(whole, Files.readAllBytes(path), path.toString());
        Files.delete(path);
      }
    }
  }

  @Test
  void fileIsItsHeadAndItsPieces() throws IOException {
    writesAndReads(SlicedFile.CACHED);
  }

  @Test
  void fileOfWholeBlocksIsCutToItsLength() throws IOException {
    writesAndReads(512);
    writesAndReads(4096);
  }

  @Test
  void wayOfThisDiskIsLearntAndFilesAreTheSame() throws IOException {
    NewFiles files = new NewFiles();
    byte[] whole = random(5_000_003);
    for (int i = 0; i < 40; i++) {
      Path path = folder.resolve("f" + i);
      write(
          files.create(path, 20, true),
          Arrays.copyOfRange(whole, 20, whole.length),
          Arrays.copyOf(whole, 20));
      assertArrayEquals(whole, Files.readAllBytes(path));
      Files.delete(path);
    }
  }

  @Test
  void wayThatWasFasterIsGoneAndTheOtherLookedAtAgain() {
    for (boolean isDirectFaster : new boolean[] {true, false}) {
      NewFiles files = new NewFiles();
      int direct = 0;
      for (int i = 0; i < 1000; i++) {
        boolean way = files.isDirectNext();
        direct += way ? 1 : 0;
        files.took(way, 4 << 20, way == isDirectFaster ? 1_000_000 : 4_000_000);
      }
      assertTrue(
          isDirectFaster ? direct > 950 && direct < 995 : direct > 5 && direct < 50, "" + direct);
    }
  }

  @Test
  void fileSystemThatTakesNoBlocksIsWrittenTheOtherWay() throws IOException {
    Path path = folder.resolve("f");
    NewFiles files = new NewFiles();
    byte[] whole = random(3_000_001);
    FileChannel refuses =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    refuses.close();
    assertTrue(files.isDirectNext());
    write(
        new SlicedFile(files, path, refuses, 9, 4096, true),
        Arrays.copyOfRange(whole, 9, whole.length),
        Arrays.copyOf(whole, 9));
    assertArrayEquals(whole, Files.readAllBytes(path));
    assertFalse(files.isDirectNext());
  }

  /** What is written behind and fails is told by what follows, and at the end at the latest. */
  @Test
  void sliceThatCouldNotBeWrittenIsTold() throws IOException {
    Path path = folder.resolve("f");
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    byte[] slice = random(Slices.BYTES);
    try (NewFile file = new SlicedFile(new NewFiles(), path, channel, 0, 4096, true)) {
      file.append(slice, 0, slice.length); // goes at once, and well
      channel.close();
      file.append(slice, 0, slice.length);
      assertThrows(ClosedChannelException.class, () -> file.finish(new byte[0], false));
      assertThrows(ClosedChannelException.class, () -> file.append(slice, 0, slice.length));
    }
  }

  @Test
  void manyFilesAreWrittenAtOnce() throws Exception {
    NewFiles files = new NewFiles();
    byte[] whole = random(7 * Slices.BYTES + 11);
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try {
      List<Future<Path>> all = new ArrayList<>();
      for (int i = 0; i < 36; i++) {
        Path path = folder.resolve("f" + i);
        all.add(
            threads.submit(
                () -> {
                  write(files.create(path, 0, true), whole, new byte[0]);
                  return path;
                }));
      }
      for (Future<Path> path : all) {
        assertArrayEquals(whole, Files.readAllBytes(path.get()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void takenNamesAndMissingFoldersAreTold() throws IOException {
    NewFiles files = new NewFiles();
    for (boolean isLarge : new boolean[] {true, false}) {
      Path path = folder.resolve("f" + isLarge);
      files.create(path, 0, isLarge).close();
      assertThrows(FileAlreadyExistsException.class, () -> files.create(path, 0, isLarge));
      assertTrue(Files.exists(path));
      assertThrows(
          NoSuchFileException.class, () -> files.create(path.resolveSibling("no/f"), 0, isLarge));
    }
  }

  @Test
  void lockLastsUntilTheFileIsClosed() throws IOException {
    Path path = folder.resolve("f");
    NewFile file = new NewFiles().create(path, 0, true);
    assertTrue(file.lock());
    try (FileChannel other = FileChannel.open(path, StandardOpenOption.WRITE)) {
      assertThrows(OverlappingFileLockException.class, other::tryLock);
      file.finish(new byte[0], true);
      assertTrue(other.tryLock().isValid());
    }
  }

  @Test
  void headOfAnotherLengthIsRefused() throws IOException {
    try (NewFile file = new NewFiles().create(folder.resolve("f"), 4, true)) {
      assertEquals(
          "3 bytes, and room for 4",
          assertThrows(IllegalArgumentException.class, () -> file.finish(new byte[3], false))
              .getMessage());
    }
  }
}
