/** The configuration of Prometheus: whom it scrapes, and where it sends what it knows. */
@NullMarked
package dev.dialtone.format.prometheus;

import org.jspecify.annotations.NullMarked;
