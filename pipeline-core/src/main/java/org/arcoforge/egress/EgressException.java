package org.arcoforge.egress;

import java.net.UnknownHostException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/**
 * This exception says that a feedstock would reach what its bakery does not allow. No connection
 * was made. It is one of names that are not known, for that is how a client takes an answer that
 * there is no address to dial.
 */
public final class EgressException extends UnknownHostException implements Fault {
  private static final long serialVersionUID = 1L;

  EgressException(String message) {
    super(message);
  }

  /** Returns the feedstock asks for what it may not have. */
  @Override
  public Blame blame() {
    return Blame.RECIPE;
  }

  @Override
  public boolean mayPass() {
    return false;
  }
}
