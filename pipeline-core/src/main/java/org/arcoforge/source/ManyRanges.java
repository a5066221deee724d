package org.arcoforge.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.arcoforge.source.ByteSource.Piece;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether a server answers requests for many ranges with all of them, found out by its first
 * answer; one other answer, and it is not asked so again. Safe for many threads.
 */
final class ManyRanges {
  /** Fewer are asked for one by one. */
  private static final int FEW = 4;

  /** Ranges of one request: Apache takes 200, and a header of 8 KiB. */
  static final int MOST = 100;

  /** Bytes of one request; larger transfers are better done side by side. */
  static final int MOST_BYTES = 1 << 20;

  private final ReentrantLock first = new ReentrantLock();
  private volatile @Nullable Boolean answers; // null if it is not known

  /** A trial asks for ranges. */
  interface Trial {
    /** Returns whether the server answered with what it was asked for. */
    boolean run() throws IOException;
  }

  /** Returns whether it is known that it does not. */
  boolean isRefused() {
    return Boolean.FALSE.equals(answers);
  }

  /** Asks, unless it is known that it does not answer; the first time nobody else does. */
  boolean ask(Trial trial) throws IOException {
    if (answers == null) {
      first.lock();
      try {
        if (answers == null) {
          boolean all = trial.run();
          answers = all;
          return all;
        }
      } finally {
        first.unlock();
      }
    }
    if (isRefused()) {
      return false;
    }
    boolean all = trial.run();
    if (!all) {
      answers = false;
    }
    return all;
  }

  /** Returns groups of pieces that are asked for in one request each; of one piece where large. */
  static List<List<Piece>> groups(List<Piece> pieces) {
    List<List<Piece>> groups = new ArrayList<>();
    if (pieces.size() < FEW) {
      pieces.forEach(piece -> groups.add(List.of(piece)));
      return groups;
    }
    List<Piece> group = new ArrayList<>();
    long bytes = 0;
    for (Piece piece : pieces) {
      if (group.size() == MOST || (!group.isEmpty() && bytes + piece.length() > MOST_BYTES)) {
        groups.add(group);
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(piece);
      bytes += piece.length();
    }
    groups.add(group);
    return groups;
  }
}
