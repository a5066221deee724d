package org.arcoforge.format;

import java.io.Serializable;

/** The formats a recipe may name; {@link #AUTO} looks at the first bytes. */
public enum FileFormat implements Serializable {
  NETCDF3,
  NETCDF4,
  GRIB,
  OPENDAP,
  ZARR,
  TIFF,
  AUTO
}
