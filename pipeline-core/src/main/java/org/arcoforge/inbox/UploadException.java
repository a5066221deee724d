package org.arcoforge.inbox;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/** This exception says why files could not be put into an inbox; what was there before stays. */
public final class UploadException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  private final Blame blame;

  UploadException(Blame blame, String message) {
    super(message);
    this.blame = blame;
  }

  @Override
  public Blame blame() {
    return blame;
  }

  @Override
  public boolean mayPass() {
    return false;
  }
}
