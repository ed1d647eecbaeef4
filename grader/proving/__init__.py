"""Are the tests worth their points?"""
