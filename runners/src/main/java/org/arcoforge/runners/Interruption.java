package org.arcoforge.runners;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.arcoforge.runners.text.CleanWriter;
import org.jspecify.annotations.Nullable;

/**
 * Prints one line when a bake is told to stop (SIGINT, SIGTERM), which tells what stands and how to
 * go on, and nothing after it. The process then ends with 130 or 143, as shells expect; the lease
 * is given back by who holds it.
 */
final class Interruption implements AutoCloseable {
  private final PrintWriter err;
  private final @Nullable CleanWriter writer;
  private final AtomicReference<String> recipe = new AtomicReference<>("");
  private final Thread atExit = new Thread(this::tell, "interrupted");
  private final AtomicReference<@Nullable RemoteStop> remote = new AtomicReference<>();
  private boolean over;

  /** Speaks from now on, until it is closed. */
  Interruption(PrintWriter err, @Nullable CleanWriter writer) {
    this.err = err;
    this.writer = writer;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Sets the recipe that is baked now. */
  void bakes(String id) {
    recipe.set(id);
    remote.set(null);
  }

  /** Sets what becomes of the job on other machines that bakes it. */
  void launched(RemoteStop stop) {
    remote.set(stop);
  }

  private synchronized void tell() {
    if (over) {
      return;
    }
    over = true;
    err.println();
    RemoteStop stop = remote.get();
    if (stop != null) {
      stop.interrupted(err);
    } else {
      err.println(
          "interrupted: "
              + recipe.get()
              + " was not published unless its line is above; what was written is kept. Run the"
              + " same command again to go on, or 'arco sweep' to delete it.");
    }
    err.flush();
    if (writer != null) {
      writer.silence();
    }
  }

  @Override
  public synchronized void close() {
    over = true;
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is stopping, and the line is written.
      over = true;
    }
  }
}
