package org.arcoforge.bakery;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/** This exception says that a bakery's policy does not let somebody write where they would. */
public final class NotPermittedException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  NotPermittedException(String message) {
    super(message);
  }

  /** Returns the rights are missing: who runs the bakery gives them. */
  @Override
  public Blame blame() {
    return Blame.ACCESS;
  }

  @Override
  public boolean mayPass() {
    return false;
  }
}
