package org.arcoforge.commit;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/** This exception says that another run bakes the same recipe: wait, or stop it. */
public final class LeaseHeldException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message that names the other run. */
  public LeaseHeldException(String message) {
    super(message);
  }

  @Override
  public Blame blame() {
    return Blame.CONFLICT;
  }

  @Override
  public boolean mayPass() {
    return true; // when the other run has ended
  }
}
