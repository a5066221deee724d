@org.jspecify.annotations.NullMarked
package org.arcoforge;
