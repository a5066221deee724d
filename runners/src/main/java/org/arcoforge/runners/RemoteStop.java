package org.arcoforge.runners;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.arcoforge.bake.launch.LaunchLookup;
import org.arcoforge.beam.RemoteJob;
import org.arcoforge.commit.JobLease;
import org.arcoforge.commit.UserName;
import org.arcoforge.fault.FailureWords;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a job on other machines when who launched it is told to stop: it goes on,
 * unless somebody says otherwise.
 */
final class RemoteStop {
  /** This says what becomes of the job. */
  enum OnInterrupt {
    CANCEL,
    DETACH
  }

  private final RemoteJob job;
  private final LaunchLookup lookup;
  private final @Nullable OnInterrupt asked;
  private final boolean terminal;

  /**
   * Makes the decision of a job.
   *
   * @param asked what the command line says; null if it says nothing
   * @param terminal whether somebody can be asked
   */
  RemoteStop(RemoteJob job, LaunchLookup lookup, @Nullable OnInterrupt asked, boolean terminal) {
    this.job = job;
    this.lookup = lookup;
    this.asked = asked;
    this.terminal = terminal;
  }

  /** Does what is to be done, and says it. */
  void interrupted(PrintWriter err) {
    try {
      if (job.endsWithProcess()) {
        JobLease lease = lookup.lease().orElse(null);
        if (lease != null) {
          lease.release();
        }
        err.println(
            "interrupted: " + job.words() + " ends with this process; run it again to go on");
      } else if (cancels(err)) {
        lookup.askToStop(UserName.ofProcess() + ", by an interrupt");
        job.cancel();
        err.println(
            "interrupted: "
                + job.words()
                + " was told to stop; what was written is kept: run the same command again to go"
                + " on");
      } else {
        err.println(
            "interrupted: "
                + job.words()
                + " goes on; to see it: arco status "
                + job.id()
                + "; to stop it: arco cancel "
                + job.id());
      }
    } catch (IOException e) {
      err.println(
          "interrupted: "
              + job.words()
              + " may go on ("
              + FailureWords.of(e)
              + "); to see it: arco status "
              + job.id());
    }
  }

  private boolean cancels(PrintWriter err) throws IOException {
    if (asked != null || !terminal) {
      return asked == OnInterrupt.CANCEL;
    }
    err.print("Cancel " + job.words() + " too? [y/N] ");
    err.flush();
    String answer =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return answer != null && answer.strip().matches("(?i)y(es)?");
  }
}
