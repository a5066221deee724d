package org.arcoforge.bake.scan;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the pages of positions that come in their order: each is written when all of its
 * positions that came are done. Pages are asked for by one thread, and given back by any.
 */
final class HeaderPages {
  private final long length;
  private final LongFunction<@Nullable HeaderPage> pages;
  private @Nullable Use current;
  private long number;

  /**
   * Makes pages, where {@code pages} gives the page whose first position it is asked for, null if
   * none is kept.
   */
  HeaderPages(long length, LongFunction<@Nullable HeaderPage> pages) {
    this.length = length;
    this.pages = pages;
  }

  /** This is a page in use. */
  static final class Use {
    private final @Nullable HeaderPage page;
    private final AtomicInteger users = new AtomicInteger(1);

    Use(@Nullable HeaderPage page) {
      this.page = page;
    }

    @Nullable HeaderPage page() {
      return page;
    }

    /** Writes the page if this was its last user. */
    void done() {
      if (users.decrementAndGet() == 0 && page != null) {
        page.save();
      }
    }
  }

  /** Returns the page of a position, to be given back by {@link Use#done}. */
  Use at(long position) {
    Use use = current;
    if (use == null || position / length != number) {
      end();
      number = position / length;
      use = new Use(pages.apply(number * length));
      current = use;
    }
    use.users.incrementAndGet();
    return use;
  }

  /** Ends the pages after the last position. */
  void end() {
    if (current != null) {
      current.done();
      current = null;
    }
  }
}
