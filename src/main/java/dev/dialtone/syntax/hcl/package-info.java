/** The configuration language of HashiCorp's programs, in its own form and as JSON. */
@NullMarked
package dev.dialtone.syntax.hcl;

import org.jspecify.annotations.NullMarked;
