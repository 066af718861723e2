"""`zveno bench`: each kernel beside a peer or a limit, measured in the same run.

Machines are noisy, so goals are ratios; absolute figures are printed beside them.
"""
