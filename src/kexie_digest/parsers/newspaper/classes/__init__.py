"""Line classes: what each line could be by the rules, with scores and the rules' names."""
