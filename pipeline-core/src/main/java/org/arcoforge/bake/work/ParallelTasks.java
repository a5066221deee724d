package org.arcoforge.bake.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.arcoforge.network.NetworkWait;
import org.jspecify.annotations.Nullable;

/**
 * Does small pieces of one piece of work by all threads of the {@link WorkExecutor} that does the
 * work.
 */
public final class ParallelTasks {
  private ParallelTasks() {}

  /** A task is what is done with one item. */
  public interface Task<T> {
    void run(T item) throws IOException;
  }

  /**
   * Does all; in the calling thread alone if that is in no crew.
   *
   * @throws IOException of the first item, in the order of the list, that failed
   */
  public static <T> void each(List<T> items, Task<T> task) throws IOException {
    if (items.size() < 2 || !ForkJoinTask.inForkJoinPool()) {
      for (T item : items) {
        task.run(item);
      }
      return;
    }
    AtomicReferenceArray<@Nullable Throwable> failures = new AtomicReferenceArray<>(items.size());
    List<ForkJoinTask<?>> tasks = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      int at = i;
      tasks.add(
          ForkJoinTask.adapt(
              () -> {
                try {
                  task.run(items.get(at));
                } catch (IOException | RuntimeException | Error e) {
                  failures.set(at, e); // told in the order of items, not of threads
                }
              }));
    }
    ForkJoinTask.invokeAll(tasks);
    for (int i = 0; i < items.size(); i++) {
      NetworkWait.rethrow(failures.get(i));
    }
  }
}
