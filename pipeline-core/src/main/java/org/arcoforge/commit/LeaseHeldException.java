package org.arcoforge.commit;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/** This exception says that another run bakes the same recipe: wait, or stop it. */
public final class LeaseHeldException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  private final boolean mayPass;

  /** Makes an exception with a message that names the other run. */
  public LeaseHeldException(String message) {
    this(message, true);
  }

  private LeaseHeldException(String message, boolean mayPass) {
    super(message);
    this.mayPass = mayPass;
  }

  /** Returns an exception of a lease that nobody can read, so that nobody knows of the run. */
  static LeaseHeldException unreadable(String message) {
    return new LeaseHeldException(message, false);
  }

  @Override
  public Blame blame() {
    return Blame.CONFLICT;
  }

  @Override
  public boolean mayPass() {
    return mayPass; // when the other run has ended
  }
}
