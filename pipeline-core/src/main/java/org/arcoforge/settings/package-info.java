/**
 * What may be set for a whole process, beside what recipes and commands say: one value that is read
 * once and handed on. Knows no other package, and what is done with a setting is not known here.
 */
@NullMarked
package org.arcoforge.settings;

import org.jspecify.annotations.NullMarked;
