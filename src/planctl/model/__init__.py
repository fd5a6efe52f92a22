"""What a plan is: frozen values, what tasks and requirements are called, the field's words for them."""
